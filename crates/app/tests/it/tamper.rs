//! Changing what is stored, as somebody with the database in hand could.

use crate::world::World;

impl World {
    /// Changes the database behind the application's back.
    pub async fn tamper(&self, statement: &'static str) {
        use sqlx::{Connection as _, PgConnection, SqliteConnection};
        let changed = match &self.database {
            None => {
                let path = self.folder.path().join("abri.db");
                let mut db =
                    SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
                sqlx::query(statement).execute(&mut db).await.unwrap().rows_affected()
            }
            Some(database) => {
                let mut db = PgConnection::connect(database.url()).await.unwrap();
                sqlx::query(statement).execute(&mut db).await.unwrap().rows_affected()
            }
        };
        assert!(changed > 0, "{statement} changed nothing");
    }
}
