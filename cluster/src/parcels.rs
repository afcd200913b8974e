//! Sealed tables on their way: the worker keeps them in its memory, and executors fetch the parts that they read.
//!
//! A line asks: the table's word, the first byte and how many. The answer is those bytes; to anything else there is none, and
//! the connection ends. What goes over the network is sealed, and nothing of it lies in a file on the way.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use data_encoding::HEXLOWER;
use datafusion::parquet::arrow::arrow_reader::ArrowReaderOptions;
use datafusion::parquet::arrow::async_reader::AsyncFileReader;
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use futures::FutureExt;
use futures::future::BoxFuture;
use mainstay_vault::keys::Key;
use mainstay_vault::table::Column;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Longest line that asks, in bytes.
const LINE_BYTES_MAX: u64 = 200;
/// Most bytes of one part.
const PART_BYTES_MAX: u64 = 1 << 30;
/// How long a part may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// What an executor must know to read a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// Where the worker answers.
    pub address: String,
    /// The word by which it is asked; whoever does not know it gets nothing.
    pub word: String,
    /// Length of the file.
    pub bytes: u64,
    /// Groups of rows in it.
    pub groups: usize,
    /// The table's name, bound into the file.
    pub table: String,
    /// The table's key, wrapped by the cluster's.
    pub data_key: String,
    /// The order's secret for the veil, wrapped by the cluster's.
    pub veil_key: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The column by which participants are known.
    pub key_column: String,
}

type Laid = Arc<Mutex<HashMap<String, Bytes>>>;

/// The worker's side.
#[derive(Debug, Clone)]
pub struct Parcels {
    address: String,
    laid: Laid,
}

/// A file that is laid out; dropped, it is taken away.
#[derive(Debug)]
pub struct LaidOut {
    /// Where it is asked for.
    pub address: String,
    /// The word.
    pub word: String,
    laid: Laid,
}

impl Drop for LaidOut {
    fn drop(&mut self) {
        let mut laid = self.laid.lock().unwrap_or_else(PoisonError::into_inner);
        laid.remove(&self.word);
    }
}

impl Parcels {
    /// Answers at an address from now on. Errors: it cannot be listened at.
    pub async fn open(listen: &str, known_as: Option<&str>) -> std::io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = match known_as {
            Some(address) => address.to_owned(),
            None => listener.local_addr()?.to_string(),
        };
        let laid = Laid::default();
        let answering = laid.clone();
        tokio::spawn(async move {
            // A connection that breaks while it is taken is the other side's affair.
            loop {
                if let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(answer(stream, answering.clone()));
                }
            }
        });
        Ok(Self { address, laid })
    }

    /// Lays a file out, under a fresh word.
    pub fn lay_out(&self, file: Bytes) -> LaidOut {
        let word = HEXLOWER.encode(Key::fresh().bytes());
        let mut laid = self.laid.lock().unwrap_or_else(PoisonError::into_inner);
        laid.insert(word.clone(), file);
        LaidOut {
            address: self.address.clone(),
            word,
            laid: self.laid.clone(),
        }
    }
}

/// Answers one executor until it goes, or asks for what is not there.
async fn answer(stream: TcpStream, laid: Laid) {
    let mut stream = BufReader::new(stream);
    loop {
        let mut line = String::new();
        let asked = (&mut stream).take(LINE_BYTES_MAX).read_line(&mut line).await;
        if !matches!(asked, Ok(length) if length > 0) {
            return;
        }
        let Some(part) = part(&line, &laid) else { return };
        if stream.write_all(&part).await.is_err() {
            return;
        }
    }
}

fn part(line: &str, laid: &Laid) -> Option<Bytes> {
    let mut words = line.split_whitespace();
    let (word, first, length) = (words.next()?, words.next()?, words.next()?);
    let (first, length): (usize, usize) = (first.parse().ok()?, length.parse().ok()?);
    let laid = laid.lock().unwrap_or_else(PoisonError::into_inner);
    let file = laid.get(word)?;
    let end = first.checked_add(length).filter(|end| *end <= file.len())?;
    Some(file.slice(first..end))
}

/// The executor's side: a sealed file that lies with the worker.
#[derive(Debug)]
pub struct Remote {
    parcel: Parcel,
    stream: Option<BufReader<TcpStream>>,
}

impl Remote {
    /// A table that is fetched part by part.
    pub fn new(parcel: Parcel) -> Self {
        Self { parcel, stream: None }
    }

    async fn fetch(&mut self, range: Range<u64>) -> std::io::Result<Bytes> {
        let length = range.end.saturating_sub(range.start);
        let too_long = || std::io::Error::new(std::io::ErrorKind::InvalidInput, "a part is too long");
        let length = usize::try_from(length.min(PART_BYTES_MAX + 1)).map_err(|_| too_long())?;
        if length as u64 > PART_BYTES_MAX {
            return Err(too_long());
        }
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => BufReader::new(TcpStream::connect(&self.parcel.address).await?),
        };
        let line = format!("{} {} {length}\n", self.parcel.word, range.start);
        stream.write_all(line.as_bytes()).await?;
        let mut part = vec![0_u8; length];
        stream.read_exact(&mut part).await?;
        // Kept only if everything went well: half an answer would be read as the beginning of the next.
        self.stream = Some(stream);
        Ok(part.into())
    }
}

impl AsyncFileReader for Remote {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, ParquetError>> {
        async move {
            let late = |_| ParquetError::General("the worker does not answer".to_owned());
            let part = tokio::time::timeout(PATIENCE, self.fetch(range))
                .await
                .map_err(late)?;
            part.map_err(|error| ParquetError::External(Box::new(error)))
        }
        .boxed()
    }

    fn get_metadata<'a>(
        &'a mut self,
        options: Option<&'a ArrowReaderOptions>,
    ) -> BoxFuture<'a, Result<Arc<ParquetMetaData>, ParquetError>> {
        async move {
            let decryption = options.and_then(|options| options.file_decryption_properties().cloned());
            let reader = ParquetMetaDataReader::new().with_decryption_properties(decryption);
            let bytes = self.parcel.bytes;
            Ok(Arc::new(reader.load_and_finish(self, bytes).await?))
        }
        .boxed()
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]
mod tests {
    use super::*;

    fn parcel(laid: &LaidOut) -> Parcel {
        Parcel {
            address: laid.address.clone(),
            word: laid.word.clone(),
            bytes: 10,
            groups: 1,
            table: "table-1".into(),
            data_key: String::new(),
            veil_key: String::new(),
            columns: Vec::new(),
            key_column: String::new(),
        }
    }

    #[tokio::test]
    async fn a_part_comes_to_whoever_knows_the_word_while_the_file_is_laid_out() {
        let parcels = Parcels::open("127.0.0.1:0", None).await.unwrap();
        let laid = parcels.lay_out(Bytes::from_static(b"0123456789"));
        let mut remote = Remote::new(parcel(&laid));
        assert_eq!(remote.fetch(2..5).await.unwrap(), &b"234"[..]);
        assert_eq!(remote.fetch(9..10).await.unwrap(), &b"9"[..]);
        assert!(remote.fetch(9..11).await.is_err(), "beyond its end");
        let mut stranger = Remote::new(Parcel {
            word: "0".repeat(64),
            ..parcel(&laid)
        });
        assert!(stranger.fetch(0..1).await.is_err());
        let left = parcel(&laid);
        drop(laid);
        assert!(Remote::new(left).fetch(0..1).await.is_err());
    }
}
