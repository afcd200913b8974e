//! Readings that came under an agreement lie sealed under a key of that agreement alone.
//!
//! The key lies wrapped by the installation's key, which is a file beside the database and in no backup. Destroying the wrapped
//! key destroys what was sealed, wherever a copy may lie.

use platform::args;
use platform::db::{Connection, FromQueryResult, Tx};
use platform::objects;
use platform::sealing::{Key, about, installation_key};

use crate::error::Error;

#[derive(FromQueryResult)]
struct KeyRow {
    wrapped: String,
}

/// Keeps content sealed under the agreement's key, which is made with the first; gives its address.
pub async fn put(tx: &Tx, root: &str, content: &[u8]) -> Result<String, Error> {
    let host = host_key(tx).await?;
    let fresh = Key::fresh().wrapped_by(&host, &subject(tx, root));
    let sql =
        "insert into agreement_key (collaborative_id, root_id, wrapped, created_at) values ($1, $2, $3, $4)
               on conflict (collaborative_id, root_id) do nothing";
    tx.run(sql, args![root, fresh, tx.clock().now_millis()]).await?;
    let key = key(tx, root).await?;
    Ok(objects::put(tx, &key.seal(root, content)).await?)
}

/// The content at an address, opened if it is sealed.
pub async fn get(connection: &Connection, hash: &str) -> Result<Vec<u8>, Error> {
    let content = objects::get(connection, hash).await?;
    let Some(root) = about(&content) else {
        return Ok(content);
    };
    let key = key(connection, root).await?;
    key.open(&content)
        .map_err(|error| Error::Fault(format!("object {hash}: {error}")))
}

async fn key(connection: &Connection, root: &str) -> Result<Key, Error> {
    let sql = "select wrapped from agreement_key where collaborative_id = $1 and root_id = $2";
    let row: KeyRow = connection.row(sql, args![root]).await?.ok_or(Error::NotFound)?;
    let host = host_key(connection).await?;
    Key::unwrapped_by(&row.wrapped, &host, &subject(connection, root))
        .map_err(|error| Error::Fault(format!("the key of agreement {root}: {error}")))
}

/// The installation's key, made with the first agreement's.
///
/// Errors: `Fault` if the file was lost while there are keys that it wrapped. A new one would open none of them, and putting
/// the old file back later would lose what the new one had closed.
async fn host_key(connection: &Connection) -> Result<Key, Error> {
    let database = connection.database();
    if let Some(path) = database.vault_path()
        && !path.exists()
    {
        let sql = "select count(*) as n from agreement_key where collaborative_id = $1";
        if connection.number(sql, args![]).await? > 0 {
            let path = path.display();
            return Err(Error::Fault(format!(
                "{path} is missing, which opens what was sent under agreements: put its copy back, then go on"
            )));
        }
    }
    Ok(installation_key(database).await?)
}

/// A key that is carried to another agreement or collaborative does not unwrap there.
fn subject(connection: &Connection, root: &str) -> String {
    format!("{}/{root}", connection.collaborative())
}
