//! An error on its way to becoming a problem detail (RFC 9457). The sentence for the client and the line for the log
//! are two things: the log line never holds what a person typed.

use std::time::Duration;

use http::StatusCode;
use shared::message::{Lang, Message};
use shared::proof_of_work;
use shared::wire::{FieldProblem, Problem};

/// What went wrong, for the client and for the log.
#[derive(Debug)]
pub struct Fault(Box<Parts>);

/// Boxed, so that every `Result` with a fault stays small.
#[derive(Debug)]
struct Parts {
    status: StatusCode,
    kind: &'static str,
    title: Message,
    detail: Message,
    errors: Vec<FieldProblem>,
    log: Option<String>,
    allow: Option<&'static str>,
    retry_after: Option<u64>,
}

impl Fault {
    /// Some fields are wrong: 422.
    pub fn invalid_fields(errors: Vec<FieldProblem>) -> Self {
        let detail = match errors.len() {
            1 => Message::fixed("Un champ est à corriger.", "One field is to be corrected."),
            count => Message::built(
                format!("{count} champs sont à corriger."),
                format!("{count} fields are to be corrected."),
            ),
        };
        let title = Message::fixed("Demande à corriger", "Request to be corrected");
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-fields", title, detail).with_errors(errors)
    }

    /// One field is wrong: 422.
    pub fn invalid_field(error: FieldProblem) -> Self {
        Self::invalid_fields(vec![error])
    }

    /// A header is missing or wrong: 400.
    pub fn invalid_header(name: &'static str, code: &'static str, message: Message) -> Self {
        let errors = vec![FieldProblem::new(name, code, &message)];
        let title = Message::fixed("En-tête à corriger", "Header to be corrected");
        Self::new(StatusCode::BAD_REQUEST, "invalid-header", title, message).with_errors(errors)
    }

    /// A query parameter is missing or wrong: 400.
    pub fn invalid_parameter(name: &'static str, code: &'static str, message: Message) -> Self {
        let errors = vec![FieldProblem::new(name, code, &message)];
        let title = Message::fixed("Paramètre à corriger", "Parameter to be corrected");
        Self::new(StatusCode::BAD_REQUEST, "invalid-parameter", title, message).with_errors(errors)
    }

    /// A query parameter has a name that this address does not know: 400.
    pub fn unknown_parameter(name: &str, known: &[&str]) -> Self {
        let known = known.join(", ");
        let message = Message::built(
            format!("Ce paramètre n’existe pas ici. Ceux de cette adresse\u{a0}: {known}."),
            format!("This parameter does not exist here. Those of this address: {known}."),
        );
        let errors = vec![FieldProblem::new(name, "unknown_parameter", &message)];
        let title = Message::fixed("Paramètre à corriger", "Parameter to be corrected");
        Self::new(StatusCode::BAD_REQUEST, "invalid-parameter", title, message).with_errors(errors)
    }

    /// The body is not JSON: 400.
    pub fn malformed_json(line: usize, column: usize) -> Self {
        let detail = Message::built(
            format!(
                "Le corps n’est pas du JSON valide (ligne {line}, colonne {column}). Corrigez-le et renvoyez-le."
            ),
            format!(
                "The body is not valid JSON (line {line}, column {column}). Correct it and send it again."
            ),
        );
        let title = Message::fixed("JSON illisible", "Unreadable JSON");
        Self::new(StatusCode::BAD_REQUEST, "malformed-json", title, detail)
    }

    /// There is no body: 400.
    pub fn no_body() -> Self {
        let detail = Message::fixed(
            "La demande n’a pas de corps. Envoyez du JSON.",
            "The request has no body. Send JSON.",
        );
        let title = Message::fixed("JSON illisible", "Unreadable JSON");
        Self::new(StatusCode::BAD_REQUEST, "malformed-json", title, detail)
    }

    /// The body is announced as something else than JSON: 415.
    pub fn not_json() -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            Message::fixed("Type de contenu refusé", "Unsupported media type"),
            Message::fixed(
                "Envoyez du JSON, avec l’en-tête Content-Type: application/json.",
                "Send JSON, with the header Content-Type: application/json.",
            ),
        )
    }

    /// The body is announced as something else than what this address takes: 415.
    pub fn unsupported_media_type(expected: &'static str) -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            Message::fixed("Type de contenu refusé", "Unsupported media type"),
            Message::built(
                format!("Envoyez le corps avec l’en-tête Content-Type: {expected}."),
                format!("Send the body with the header Content-Type: {expected}."),
            ),
        )
    }

    /// The body is larger than accepted: 413.
    pub fn body_too_large(max: usize) -> Self {
        let kib = max / 1024;
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "body-too-large",
            Message::fixed("Demande trop volumineuse", "Request too large"),
            Message::built(
                format!(
                    "Le corps dépasse {kib} Kio. Raccourcissez les textes, ou envoyez le fichier par parties, et renvoyez-le."
                ),
                format!(
                    "The body is above {kib} KiB. Shorten the texts, or send the file in parts, and send it again."
                ),
            ),
        )
    }

    /// The body takes too long to arrive: 408.
    pub fn body_too_slow(seconds: u64) -> Self {
        Self::new(
            StatusCode::REQUEST_TIMEOUT,
            "body-too-slow",
            Message::fixed("Demande trop lente", "Request too slow"),
            Message::built(
                format!(
                    "Le corps n’est pas arrivé en {seconds} secondes. Rien n’a été enregistré : renvoyez la demande."
                ),
                format!(
                    "The body did not arrive within {seconds} seconds. Nothing was recorded: send the request again."
                ),
            ),
        )
    }

    /// The body broke off: 400.
    pub fn body_cut() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "body-cut",
            Message::fixed("Demande interrompue", "Request cut short"),
            Message::fixed(
                "Le corps est arrivé incomplet. Rien n’a été enregistré : renvoyez la demande.",
                "The body arrived incomplete. Nothing was recorded: send the request again.",
            ),
        )
    }

    /// Nothing is here: 404.
    pub fn not_found(detail: Message) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not-found",
            Message::fixed("Introuvable", "Not found"),
            detail,
        )
    }

    /// No such address: 404.
    pub fn no_such_route() -> Self {
        Self::not_found(Message::fixed(
            "Cette adresse n’existe pas. Vérifiez-la dans la documentation de l’API.",
            "This address does not exist. Check it in the documentation of the API.",
        ))
    }

    /// The address exists, for other methods: 405.
    pub fn method_not_allowed(allow: &'static str) -> Self {
        let detail = Message::built(
            format!("Cette adresse n’accepte que {allow}."),
            format!("This address accepts {allow} only."),
        );
        let title = Message::fixed("Méthode refusée", "Method not allowed");
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-not-allowed",
            title,
            detail,
        )
        .with_allow(allow)
    }

    /// The caller did not prove who they are: 401.
    pub fn unauthorised() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthorised",
            Message::fixed("Clé d’agent requise", "Agent's key required"),
            Message::fixed(
                "Envoyez votre clé d’agent dans l’en-tête Authorization: Bearer. Si elle est refusée, demandez-en une \
                 autre à l’administrateur du guichet.",
                "Send your agent's key in the header Authorization: Bearer. If it is refused, ask the administrator of \
                 the guichet for another.",
            ),
        )
    }

    /// The caller may not do this: 403.
    pub fn forbidden(detail: Message) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "forbidden",
            Message::fixed("Accès refusé", "Forbidden"),
            detail,
        )
    }

    /// The request does not fit what is there: 409.
    pub fn conflict(kind: &'static str, detail: Message) -> Self {
        Self::new(
            StatusCode::CONFLICT,
            kind,
            Message::fixed("Conflit", "Conflict"),
            detail,
        )
    }

    /// It may work later: 503 with `Retry-After`. Where a connection was lost on the way, nobody knows whether it was written:
    /// that it was not is not said.
    pub fn unavailable(log: impl Into<String>) -> Self {
        let title = Message::fixed(
            "Service momentanément indisponible",
            "Service briefly unavailable",
        );
        let detail = Message::fixed(
            "Réessayez dans quelques secondes : la même demande, sous la même clé, ne sera pas comptée deux fois.",
            "Try again in a few seconds: the same request, under the same key, will not count twice.",
        );
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", title, detail)
            .with_log(log.into())
            .with_retry_after(UNAVAILABLE_FOR)
    }

    /// The caller did this too often: 429 with `Retry-After`, which rounds the wait up to a second. The detail says when to
    /// try again.
    pub fn too_many_requests(wait: Duration, detail: Message, log: impl Into<String>) -> Self {
        let title = Message::fixed("Trop de demandes", "Too many requests");
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", title, detail)
            .with_log(log.into())
            .with_retry_after(whole_seconds(wait))
    }

    /// A filing has no proof of work that holds: 428. The detail says what to do, the code what is wrong with the header.
    pub fn proof_of_work_required(code: &'static str, wrong: &Message, detail: Message) -> Self {
        let title = Message::fixed("Preuve de travail requise", "Proof of work required");
        let errors = vec![FieldProblem::new(proof_of_work::HEADER, code, wrong)];
        Self::new(
            StatusCode::PRECONDITION_REQUIRED,
            "proof-of-work-required",
            title,
            detail,
        )
        .with_errors(errors)
    }

    /// Our own fault: 500. The cause goes to the log only.
    pub fn internal(log: impl Into<String>) -> Self {
        let title = Message::fixed("Erreur du guichet", "Error of the guichet");
        let detail = Message::fixed(
            "Le guichet n’a pas pu traiter la demande. Réessayez ; si l’erreur persiste, prévenez l’administrateur du guichet.",
            "The guichet could not process the request. Try again; if the error persists, tell the administrator of the guichet.",
        );
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", title, detail).with_log(log.into())
    }

    fn new(status: StatusCode, kind: &'static str, title: Message, detail: Message) -> Self {
        Self(Box::new(Parts {
            status,
            kind,
            title,
            detail,
            errors: Vec::new(),
            log: None,
            allow: None,
            retry_after: None,
        }))
    }

    fn with_errors(mut self, errors: Vec<FieldProblem>) -> Self {
        self.0.errors = errors;
        self
    }

    fn with_log(mut self, log: String) -> Self {
        self.0.log = Some(log);
        self
    }

    fn with_retry_after(mut self, seconds: u64) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    fn with_allow(mut self, allow: &'static str) -> Self {
        self.0.allow = Some(allow);
        self
    }

    pub(crate) const fn status(&self) -> StatusCode {
        self.0.status
    }

    pub(crate) const fn kind(&self) -> &'static str {
        self.0.kind
    }

    pub(crate) fn log(&self) -> Option<&str> {
        self.0.log.as_deref()
    }

    pub(crate) const fn allow(&self) -> Option<&'static str> {
        self.0.allow
    }

    pub(crate) const fn retry_after(&self) -> Option<u64> {
        self.0.retry_after
    }

    /// As it is sent, without what is for the log.
    pub fn into_problem(self, lang: Lang) -> Problem {
        let parts = *self.0;
        Problem {
            kind: format!("/problems/{}", parts.kind),
            title: parts.title.in_lang(lang).to_owned(),
            status: parts.status.as_u16(),
            detail: parts.detail.in_lang(lang).to_owned(),
            detail_fr: parts.detail.in_lang(Lang::Fr).to_owned(),
            detail_en: parts.detail.in_lang(Lang::En).to_owned(),
            errors: parts.errors,
        }
    }
}

/// How long a client waits before it tries a service again that was not available, in seconds.
const UNAVAILABLE_FOR: u64 = 5;

/// Seconds until a wait is over: trying again a second too early would be refused again.
pub fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() != 0)
}

/// An error and its causes on one line, for the log.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}
