//! Work for later: written in the change's transaction, taken by one worker at a time, tried again on failure.

use sea_orm::FromQueryResult;

use crate::db::{Database, DbError, HostTx, Tx};
use crate::{args, secrets};

/// How long a worker may keep a job before another takes it.
const TAKEN_FOR_MILLIS: i64 = 5 * 60 * 1000;
/// Tries before a job is given up.
pub const JOB_TRIES_MAX: i64 = 5;

/// A job as a worker gets it.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Job {
    /// Its identifier.
    pub job_id: String,
    /// The collaborative it belongs to, if any.
    pub collaborative_id: Option<String>,
    /// What is to be done; a feature's word.
    pub kind: String,
    /// What the feature needs to do it: JSON.
    pub payload: String,
    /// Tries so far.
    pub attempts: i64,
}

/// Lays a job ready, to run at an instant (milliseconds since 1970 UTC) or later.
pub async fn enqueue(tx: &Tx, kind: &str, payload: &str, run_at: i64) -> Result<(), DbError> {
    let id = secrets::new_uuid().to_string();
    let sql = "insert into job (job_id, collaborative_id, kind, payload, run_at) values ($1, $2, $3, $4, $5)";
    tx.run_unscoped(
        sql,
        args![id, tx.collaborative().to_string(), kind, payload, run_at],
    )
    .await?;
    Ok(())
}

/// Lays a job of the installation ready, outside any collaborative.
pub async fn enqueue_host(tx: &HostTx, kind: &str, payload: &str, run_at: i64) -> Result<(), DbError> {
    let id = secrets::new_uuid().to_string();
    let sql =
        "insert into job (job_id, collaborative_id, kind, payload, run_at) values ($1, null, $2, $3, $4)";
    tx.run(sql, args![id, kind, payload, run_at]).await?;
    Ok(())
}

/// Lays a job ready anew, with all its tries: for what is not given up because something else was busy.
pub async fn again(database: &Database, job: &Job, run_at: i64) -> Result<(), DbError> {
    let id = secrets::new_uuid().to_string();
    let sql = "insert into job (job_id, collaborative_id, kind, payload, run_at) values ($1, $2, $3, $4, $5)";
    let values = args![
        id,
        job.collaborative_id.clone(),
        job.kind.clone(),
        job.payload.clone(),
        run_at
    ];
    database.host().run(sql, values).await?;
    Ok(())
}

/// Takes the next job that is due, if any. Two workers never get the same one.
pub async fn take(database: &Database) -> Result<Option<Job>, DbError> {
    let now = database.clock().now_millis();
    let tx = database.host().begin().await?;
    let sql = format!(
        "select job_id, collaborative_id, kind, payload, attempts
         from job
         where done_at is null and run_at <= $1 and taken_until <= $1 and attempts < $2
         order by run_at, job_id
         limit 1{}",
        tx.dialect().skip_locked()
    );
    let Some(job) = tx.row::<Job>(&sql, args![now, JOB_TRIES_MAX]).await? else {
        return Ok(None);
    };
    let sql = "update job set taken_until = $2, attempts = attempts + 1 where job_id = $1";
    tx.run(sql, args![job.job_id.clone(), now + TAKEN_FOR_MILLIS])
        .await?;
    tx.commit().await?;
    Ok(Some(job))
}

/// Marks a job as done.
pub async fn done(database: &Database, job: &Job) -> Result<(), DbError> {
    let now = database.clock().now_millis();
    database
        .host()
        .run(
            "update job set done_at = $2 where job_id = $1",
            args![job.job_id.clone(), now],
        )
        .await?;
    Ok(())
}

/// Marks a try as failed; the job comes again after a pause that doubles with each try.
pub async fn failed(database: &Database, job: &Job, failure: &str) -> Result<(), DbError> {
    let pause = 30_000_i64 << job.attempts.clamp(0, 10);
    let again = database.clock().now_millis() + pause;
    let sql = "update job set failure = $2, taken_until = 0, run_at = $3 where job_id = $1";
    database
        .host()
        .run(sql, args![job.job_id.clone(), failure, again])
        .await?;
    Ok(())
}
