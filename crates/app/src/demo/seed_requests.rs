//! The open request with its submissions in different states.

use super::Community;
use crate::error::Error;

/// Seeds the request. Until requests exist, nothing: the figures it would collect stay unaccepted.
pub(super) async fn seed(_community: &Community) -> Result<(), Error> {
    Ok(())
}
