//! The gate before every door of a linkage: the agreement under which encodings come must allow it, or names the clause.

use domain::agreements::columns::{Column, column};
use domain::agreements::{Act, Against, Purpose, Refused, Use, decide};
use domain::ids::PersonId;
use jiff::civil::Date;
use platform::db::Connection;
use platform::words::{Language, Words};

use super::store::SideRow;
use crate::agreements::actions::standing;
use crate::agreements::gate::{Governed, sentence, speaking};
use crate::collaborative::store::collaborative_by_id;
use crate::error::Error;

/// The element that an agreement must name before encodings come under it: made from names, they are no plain datum.
pub const ELEMENT: &str = "Encoding";

/// Who wants to do what with encodings, and when.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// What is done.
    pub act: Act,
    /// Who does it; nobody where the installation does what a named person began.
    pub person: Option<PersonId>,
    /// When.
    pub on: Date,
}

/// The agreement with this first version, if it allows what is wanted for take-up.
///
/// Errors: `Refused` with the sentence that names the clause.
pub async fn pass(
    connection: &Connection,
    words: Words,
    root: &str,
    wanted: Wanted,
) -> Result<Governed, Error> {
    let governed = speaking(connection, root).await?.ok_or(Error::NotFound)?;
    match allows(&governed, wanted) {
        Ok(()) => Ok(governed),
        Err(refused) => Err(Error::Refused(sentence(words, &governed.row, &refused))),
    }
}

/// Holds a run that somebody began against every agreement of a linkage again, on the day that it is.
///
/// Errors: `Refused` with the sentence of the first that does not allow it any more.
pub async fn still(connection: &Connection, sides: &[SideRow]) -> Result<(), Error> {
    let id = connection.collaborative().to_string();
    let collaborative = collaborative_by_id(&connection.database().host(), &id)
        .await?
        .ok_or(Error::NotFound)?;
    let wanted = Wanted {
        act: Act::Link,
        person: None,
        on: connection.clock().today(&collaborative.time_zone),
    };
    let words = crate::words::words(Language::English);
    for side in sides {
        pass(connection, words, &side.root_id, wanted).await?;
    }
    Ok(())
}

fn allows(governed: &Governed, wanted: Wanted) -> Result<(), Refused> {
    let Column::Covered(element) = column(&governed.terms, ELEMENT) else {
        // What stands against it earlier in the text is told first.
        ask(governed, wanted, &[])?;
        return Err(Against::NotCovered {
            element: ELEMENT.to_owned(),
        }
        .into());
    };
    ask(governed, wanted, &[element.name.as_str()])
}

fn ask(governed: &Governed, wanted: Wanted, elements: &[&str]) -> Result<(), Refused> {
    let wanted = Use {
        act: wanted.act,
        purpose: Purpose::TakeUp,
        indicator: None,
        elements,
        person: wanted.person,
        on: wanted.on,
    };
    decide(standing(&governed.row), &governed.terms, &wanted)
}
