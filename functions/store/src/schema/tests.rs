//! The two schemas, made on the real databases: they hold the same, and PostgreSQL's may be made by many at once.

use std::collections::BTreeSet;
use std::thread;

use cluster::Cluster;
use futures_executor::block_on;

use super::*;
use crate::testing::TestDatabase;

/// A column: its table or view, its name, its type, whether it may be empty.
type Column = (String, String, String, String);

const COLUMNS_OF_SQLITE: &str = "SELECT made.name, of.name,
        CASE WHEN made.type = 'view' THEN '' ELSE of.type END,
        CASE WHEN made.type = 'view' THEN '' WHEN of.\"notnull\" OR 0 < of.pk THEN 'full' ELSE 'may be empty' END
    FROM sqlite_schema AS made JOIN pragma_table_info(made.name) AS of WHERE made.type IN ('table', 'view')";

const COLUMNS_OF_POSTGRES: &str = "SELECT made.table_name::text, of.column_name::text,
        CASE WHEN made.table_type = 'VIEW' THEN '' ELSE CASE of.data_type
            WHEN 'text' THEN 'TEXT' WHEN 'bigint' THEN 'INTEGER' WHEN 'bytea' THEN 'BLOB' ELSE of.data_type::text END END,
        CASE WHEN made.table_type = 'VIEW' THEN '' WHEN of.is_nullable = 'NO' THEN 'full' ELSE 'may be empty' END
    FROM information_schema.tables AS made JOIN information_schema.columns AS of USING (table_schema, table_name)
    WHERE table_schema = 'public'";

const OTHERS_OF_SQLITE: &str =
    "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'index') AND name NOT LIKE 'sqlite_%'";

/// Those that constraints make have names of PostgreSQL's own.
const OTHERS_OF_POSTGRES: &str = "SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal
    UNION SELECT indexname::text FROM pg_indexes WHERE schemaname = 'public'
        AND indexname NOT IN (SELECT conname FROM pg_constraint)";

#[test]
fn both_dialects_make_the_same_tables_columns_triggers_and_indexes() {
    let (sqlite, postgres) = (TestDatabase::sqlite(), TestDatabase::postgres());
    for database in [&sqlite, &postgres] {
        block_on(migrate(&database)).unwrap();
    }
    let made = columns(&sqlite, COLUMNS_OF_SQLITE);
    assert!(made.len() > 15, "{made:?}");
    assert_eq!(made, columns(&postgres, COLUMNS_OF_POSTGRES));
    let others = names(&sqlite, OTHERS_OF_SQLITE);
    assert!(others.len() > 2, "{others:?}");
    assert_eq!(others, names(&postgres, OTHERS_OF_POSTGRES));
}

#[test]
fn each_version_ends_with_its_view() {
    for Version {
        ready,
        sqlite,
        postgres,
    } in VERSIONS
    {
        let last = |statements: &[&str]| statements.last().map(|last| (*last).to_owned());
        let beginning = format!("CREATE VIEW IF NOT EXISTS {ready} AS ");
        assert!(
            last(sqlite).is_some_and(|view| view.starts_with(&beginning)),
            "{ready}"
        );
        let beginning = format!("CREATE VIEW {ready} AS ");
        assert!(
            last(postgres).is_some_and(|view| view.starts_with(&beginning)),
            "{ready}"
        );
    }
}

#[test]
fn many_instances_make_the_tables_at_once() {
    let database = Cluster::shared().unwrap().create_database().unwrap();
    let outcomes: Vec<_> = thread::scope(|scope| {
        let instances = [(); 8].map(|()| {
            let connection = TestDatabase::connect(database.clone());
            scope.spawn(move || block_on(migrate(&&connection)))
        });
        instances.map(|instance| instance.join().unwrap()).into()
    });
    assert_eq!(outcomes, vec![Ok(()); 8]);
    let made = columns(&TestDatabase::connect(database), COLUMNS_OF_POSTGRES);
    assert!(made.iter().any(|(table, ..)| table == "ready_2"), "{made:?}");
}

fn columns(database: &TestDatabase, statement: &str) -> BTreeSet<Column> {
    let rows = block_on(database.execute(statement, &[])).unwrap();
    let text = |row: &crate::database::Row, place| row.text(place).unwrap().to_owned();
    rows.iter()
        .map(|row| (text(row, 0), text(row, 1), text(row, 2), text(row, 3)))
        .collect()
}

fn names(database: &TestDatabase, statement: &str) -> BTreeSet<String> {
    let rows = block_on(database.execute(statement, &[])).unwrap();
    rows.iter().map(|row| row.text(0).unwrap().to_owned()).collect()
}
