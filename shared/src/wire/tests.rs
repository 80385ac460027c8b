//! What crosses the network stays what it was: the schema of each type and one complete example are committed in
//! `shared/schema` and `shared/snapshots`, and compared here.
//!
//! After a change of a type, `UPDATE_SNAPSHOTS=1 cargo test -p shared wire` writes both again; `git diff` then shows
//! what callers will see. It says nothing of what the values mean: `dossier` tests that.

mod example;
mod files;
mod schema;

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use schema::Direction;

/// One type of the wire, as the tests below see it.
struct WireType {
    name: &'static str,
    schema: Value,
    /// Reads a text as the type and writes it again.
    rewrite: fn(&str) -> serde_json::Result<String>,
}

/// Every type of the wire, those that others hold first: the examples of the whole are made of those of its parts.
///
/// `Written`: what the functions send. A member that they always write is required.
/// `Read`: what is sent to them or was stored before. A member that has a default may be absent.
macro_rules! wire_types {
    ($($direction:ident: $($name:ident),+;)+) => {
        vec![$($(wire_type::<super::$name>(stringify!($name), Direction::$direction)),+),+]
    };
}

fn wire_types() -> Vec<WireType> {
    wire_types! {
        // Parts.
        Written: TerritoireSummary, TerritoireBody, CommuneBody, HistoryEntry, DossierSummary, FieldProblem;
        Written: SentenceBody, SourceBody, NextStepBody, DeadlineBody;
        Written: ReceivedPieceBody, DossierPieceBody, MediaTypeBody, KeyBody, ChainedEventBody, Receipt;
        Read: ServiceBody, SilenceBody, MentionBody, AcknowledgementBody, ToldBody;
        Written: ChoiceBody, DatedSourceBody, FormerTerritoireBody;
        Written: ThemeBody, RenamingBody, OperatorBody, StaffBody, SectionsBody, WhoBody, RateBySizeBody, AmountBody;
        Written: ChangeBody, ValidityBody, VerdictBody, MesureBody;
        Written: ChoicesRuleBody, EffectifRuleBody, RuleBody, NafRuleBody, AmountRuleBody, TauxLineBody, TauxBody, PlafondBody;
        Written: LegalBasisBody, GapBody, CumulationBody, VersionBody, AideBody;
        Written: TerritoireEntry, YearsEntry, CiteBody, PeriodBody, DeliberationEntry, SignataireEntry, CoteBody;
        Written: PartenaireEntry, RoleEntry, BinomePairBody, GouvernanceEntry, AxeRetenuBody, PlanLineBody;
        Written: IndicateurEntry, FicheBody, EngagementEntry, AvenantSummary, FicheCountBody, MoneyBody, MoneyOfBody;
        Written: ProgressBody, ContratBody, ContratSummary;
        Written: SizeHintBody;
        Read: DemandeurBody, CoutBody, ProjetBody, FinancementBody, PieceBody, AideDeMinimisBody;
        Read: CorrectionItemBody, CorrectionBody, AnswerBody;
        Read: CalculBody, AvanceBody, OctroiBody, AvisBody, VersementBody;
        // What is asked.
        Read: FileDossierRequest, ReadDossierRequest, MoveDossierRequest;
        Read: AnswerCorrectionRequest, AddPiecesRequest, WithdrawDossierRequest, OpenPieceRequest, ReadPieceRequest;
        Read: ReadEntrepriseRequest;
        // What is answered.
        Written: ReadEntrepriseResponse;
        Written: ListTerritoiresResponse, ReadTerritoireResponse, SearchCommunesResponse;
        Written: ListFormerTerritoiresResponse, ReadFormerTerritoireResponse;
        Written: ListMesuresResponse, ReadMesureResponse, ListAidesResponse, ReadAideResponse;
        Written: ListContratsResponse, ReadContratResponse;
        Written: ReadChallengeResponse;
        Written: FileDossierResponse, ReadDossierResponse, ReadReceiptResponse, ReadChainResponse, ListKeysResponse;
        Written: ReadPieceLimitsResponse, ReadPieceResponse, ReadRequestResponse;
        Written: ListDossiersResponse, OpenDossierResponse, MoveDossierResponse;
        Written: HealthResponse;
        Written: Problem;
        // What is stored.
        Read: FiledEvent, MovedEvent;
    }
}

fn wire_type<T>(name: &'static str, direction: Direction) -> WireType
where
    T: schemars::JsonSchema + Serialize + DeserializeOwned,
{
    WireType {
        name,
        schema: schema::of::<T>(direction),
        rewrite: |text| {
            let value: T = serde_json::from_str(text)?;
            Ok(serde_json::to_string_pretty(&value)? + "\n")
        },
    }
}

/// The text of an example that is read, written again as it was, fits its schema and leaves no member out.
fn check_example(wire_type: &WireType, text: &str) -> Result<(), String> {
    let rewritten = (wire_type.rewrite)(text).map_err(|error| format!("it is not read: {error}"))?;
    if rewritten != text {
        return Err(format!("it is written as\n{rewritten}"));
    }
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    schema::check(&wire_type.schema, &value)?;
    match example::gaps(&wire_type.schema, &value).as_slice() {
        [] => Ok(()),
        gaps => Err(format!("give a value to {}", gaps.join(", "))),
    }
}

#[test]
fn every_type_of_the_wire_is_listed() {
    let listed: BTreeSet<_> = wire_types()
        .iter()
        .map(|wire_type| wire_type.name.to_owned())
        .collect();
    let declared = files::declared_types();
    let differing: Vec<_> = listed.symmetric_difference(&declared).collect();
    assert!(
        differing.is_empty(),
        "list each `pub struct` and `pub enum` of `shared/src/wire` in `wire_types`, and derive its schema as the others \
         do: {differing:?}"
    );
}

#[test]
fn schemas_are_those_committed() {
    let types = wire_types();
    let found = types.iter().map(|it| (it.name, files::pretty(&it.schema)));
    files::compare(files::Directory::Schema, found);
}

#[test]
fn examples_are_read_and_written_as_they_were_and_leave_nothing_out() {
    let types = wire_types();
    if files::is_updating() {
        for wire_type in &types {
            let known = files::read(files::Directory::Snapshots, wire_type.name);
            let filled = example::fill(&wire_type.schema, known.as_deref());
            // One that is not read is left as it was filled, for the author to see.
            let text = (wire_type.rewrite)(&filled).unwrap_or(filled);
            files::write(files::Directory::Snapshots, wire_type.name, &text);
        }
    }
    files::refuse_strangers(files::Directory::Snapshots, types.iter().map(|it| it.name));
    let faults: Vec<_> = types
        .iter()
        .filter_map(|wire_type| {
            let text = files::read(files::Directory::Snapshots, wire_type.name).unwrap_or_default();
            let fault = check_example(wire_type, &text).err()?;
            Some(format!("shared/snapshots/{}.json: {fault}", wire_type.name))
        })
        .collect();
    assert!(faults.is_empty(), "{}\n{}", faults.join("\n"), files::ADVICE);
}

/// Adds a member that no type has to every object within a value.
fn add_strangers(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(add_strangers);
            members.insert(
                "stranger".to_owned(),
                serde_json::json!({ "of": ["a newer release"] }),
            );
        }
        Value::Array(items) => items.iter_mut().for_each(add_strangers),
        _ => {}
    }
}

#[test]
fn what_is_stored_or_answered_is_read_without_the_members_of_a_newer_release() {
    if files::is_updating() {
        // The examples are being written again by the test beside this one.
        return;
    }
    // A request alone may refuse them: it is neither stored nor answered.
    let is_envelope = |name: &str| {
        matches!(
            name,
            "ReadDossierRequest"
                | "MoveDossierRequest"
                | "ReadEntrepriseRequest"
                | "AnswerCorrectionRequest"
                | "AddPiecesRequest"
                | "WithdrawDossierRequest"
                | "OpenPieceRequest"
                | "ReadPieceRequest"
        )
    };
    for wire_type in wire_types().iter().filter(|it| !is_envelope(it.name)) {
        let text = files::read(files::Directory::Snapshots, wire_type.name).unwrap_or_default();
        let mut value: Value = serde_json::from_str(&text).expect("an example");
        add_strangers(&mut value);
        let rewritten = (wire_type.rewrite)(&value.to_string());
        assert_eq!(
            rewritten.ok().as_deref(),
            Some(text.as_str()),
            "{}",
            wire_type.name
        );
    }
}

#[test]
fn an_example_that_says_something_else_is_refused() {
    let types = wire_types();
    let commune = types
        .iter()
        .find(|it| it.name == "CoutBody")
        .expect("it is listed");
    let written =
        |text: &str| check_example(commune, &format!("{text}\n")).map_err(|fault| fault.lines().count());
    assert_eq!(
        written("{\n  \"libelle\": \"Étude\",\n  \"montant\": \"10.00\"\n}"),
        Ok(())
    );
    // Not JSON; a member missing, unknown, of another type; another layout; an empty text.
    for text in [
        "",
        "{\n  \"libelle\": \"Étude\"\n}",
        "{\n  \"libelle\": \"Étude\",\n  \"montant\": \"10.00\",\n  \"devise\": \"EUR\"\n}",
        "{\n  \"libelle\": \"Étude\",\n  \"montant\": 10\n}",
        "{\"libelle\": \"Étude\", \"montant\": \"10.00\"}",
        "{\n  \"libelle\": \"\",\n  \"montant\": \"10.00\"\n}",
    ] {
        assert!(written(text).is_err(), "{text}");
    }
}
