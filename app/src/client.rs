//! The only file that fetches. It sends no cookie and no address of the hosting page, and it decides nothing: what an
//! answer means to the applicant is said by the elements.

use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use shared::proof_of_work;
use shared::wire::{
    FileDossierRequest, FileDossierResponse, ListContratsResponse, ListKeysResponse, ListMesuresResponse,
    ListTerritoiresResponse, OpenPieceRequest, Problem, ReadChallengeResponse, ReadContratResponse,
    ReadDossierRequest, ReadDossierResponse, ReadEntrepriseRequest, ReadEntrepriseResponse,
    ReadPieceResponse, ReadReceiptResponse, ReadRequestResponse, ReadTerritoireResponse,
    SearchCommunesResponse,
};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, Request, RequestCredentials, RequestInit, RequestMode, Response,
};

use crate::embed::Embed;
use crate::{json, work};

/// Why there is no answer to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing came back: no network, a refusal of the page's security policy, or more than [`TIMEOUT`].
    NoAnswer,
    /// The service said what is wrong.
    Problem(Box<Problem>),
    /// Something else answered, or the service is at fault.
    Unusable,
}

impl Failure {
    /// What is said of a reading that failed.
    pub fn sentence(&self, embed: Embed) -> String {
        match self {
            Self::NoAnswer => embed.words.no_answer.to_owned(),
            Self::Problem(problem) => embed.detail(problem),
            Self::Unusable => embed.words.unusable.to_owned(),
        }
    }
}

/// The functions behind an element.
#[derive(Clone, Debug)]
pub struct Client {
    api: String,
}

/// How long an answer is waited for, in milliseconds: a filing on a bad mobile network must have its chance.
pub const TIMEOUT: u32 = 30_000;

/// What makes a call that is made twice act once.
const KEY: &str = "Idempotency-Key";

/// How many communes are proposed at most for a name: more letters find fewer.
const PROPOSED: u8 = 8;

/// How many for a whole postcode, which cannot be told more precisely: one covers 46 communes.
const PROPOSED_BY_POSTCODE: u8 = 50;

impl Client {
    /// A client of the functions at that origin.
    pub fn new(api: String) -> Self {
        Self { api }
    }

    /// Communes whose name or postcode begins with what was typed.
    pub async fn search_communes(&self, typed: &str) -> Result<SearchCommunesResponse, Failure> {
        let query = js_sys::encode_uri_component(typed);
        let is_postcode = typed.len() == 5 && typed.bytes().all(|byte| byte.is_ascii_digit());
        let limit = if is_postcode {
            PROPOSED_BY_POSTCODE
        } else {
            PROPOSED
        };
        let path = format!("communes?q={query}&limit={limit}");
        read(&self.get(&path).await?)
    }

    /// The measures, narrowed and judged as the query says.
    pub async fn list_mesures(&self, query: &str) -> Result<ListMesuresResponse, Failure> {
        read(&self.get(&format!("mesures{query}")).await?)
    }

    /// The heads of the contracts; those of a territory, by its phase and id, when one is given.
    pub async fn list_contrats(&self, territoire: &str) -> Result<ListContratsResponse, Failure> {
        let query = match territoire {
            "" => String::new(),
            territoire => format!("?territoire={}", js_sys::encode_uri_component(territoire)),
        };
        read(&self.get(&format!("contrats{query}")).await?)
    }

    /// A contract with how far it has come.
    pub async fn read_contrat(&self, id: &str) -> Result<ReadContratResponse, Failure> {
        let id = js_sys::encode_uri_component(id);
        read(&self.get(&format!("contrats/{id}")).await?)
    }

    /// The keys that receipts are signed with.
    pub async fn read_keys(&self) -> Result<ListKeysResponse, Failure> {
        read(&self.get("/.well-known/jwks.json").await?)
    }

    /// The territories that touch a région.
    pub async fn list_territoires(&self, region: &str) -> Result<ListTerritoiresResponse, Failure> {
        read(&self.get(&format!("territoires?region={region}")).await?)
    }

    /// A territory with its members.
    pub async fn read_territoire(&self, phase: &str, id: &str) -> Result<ReadTerritoireResponse, Failure> {
        read(&self.get(&format!("territoires/{phase}/{id}")).await?)
    }

    /// Files a request. The same key with the same content always gets the same receipt. A service that asks for a proof of
    /// work says so first, and is then given one.
    pub async fn file_dossier(
        &self,
        key: &str,
        request: &FileDossierRequest,
    ) -> Result<FileDossierResponse, Failure> {
        let body = write(request)?;
        let key = (KEY, key);
        let mut answer = self.post("dossiers", &body, &[key]).await;
        if is_proof_wanted(&answer) {
            let challenge: ReadChallengeResponse = read(&self.get("dossiers/challenge").await?)?;
            let proof = work::prove(&challenge).await;
            answer = self
                .post("dossiers", &body, &[key, (proof_of_work::HEADER, &proof)])
                .await;
        }
        read(&answer?)
    }

    /// What the company register shows of an establishment.
    pub async fn read_entreprise(&self, siret: String) -> Result<ReadEntrepriseResponse, Failure> {
        let body = write(&ReadEntrepriseRequest { siret })?;
        read(&self.post("entreprises", &body, &[]).await?)
    }

    /// Announces a document: the answer says which of its parts have not arrived.
    pub async fn open_piece(
        &self,
        key: &str,
        request: &OpenPieceRequest,
    ) -> Result<ReadPieceResponse, Failure> {
        let body = write(request)?;
        read(&self.post("pieces", &body, &[(KEY, key)]).await?)
    }

    /// Sends a part of a document.
    pub async fn send_part(&self, key: &str, id: &str, place: u32, part: &[u8]) -> Result<(), Failure> {
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&Uint8Array::from(part));
        let headers = [(KEY, key), ("Content-Type", "application/octet-stream")];
        self.send(&format!("pieces/{id}/parts/{place}"), &init, &headers)
            .await
            .map(drop)
    }

    /// Says that a document is whole: it is then accepted, or refused.
    pub async fn seal_piece(&self, key: &str, id: &str) -> Result<ReadPieceResponse, Failure> {
        let init = RequestInit::new();
        init.set_method("POST");
        read(&self.send(&format!("pieces/{id}"), &init, &[(KEY, key)]).await?)
    }

    /// The commune of an INSEE code.
    pub async fn read_commune(&self, code: &str) -> Result<SearchCommunesResponse, Failure> {
        let code = js_sys::encode_uri_component(code);
        read(&self.get(&format!("communes?q={code}&by=code")).await?)
    }

    /// A request as it was last sworn, for who holds its code.
    pub async fn read_request(&self, whose: &ReadDossierRequest) -> Result<ReadRequestResponse, Failure> {
        read(&self.post("suivi/request", &write(whose)?, &[]).await?)
    }

    /// The signed receipt of a request.
    pub async fn read_receipt(&self, whose: &ReadDossierRequest) -> Result<ReadReceiptResponse, Failure> {
        read(&self.post("suivi/receipt", &write(whose)?, &[]).await?)
    }

    /// Answers a correction, adds documents or withdraws, by the name of the call: each once for its key.
    pub async fn act<T: serde::Serialize>(&self, call: &str, key: &str, request: &T) -> Result<(), Failure> {
        let body = write(request)?;
        let answer = self.post(&format!("dossiers/{call}"), &body, &[(KEY, key)]).await;
        answer.map(drop)
    }

    /// Where a request stands.
    pub async fn read_dossier(&self, request: &ReadDossierRequest) -> Result<ReadDossierResponse, Failure> {
        let body = write(request)?;
        read(&self.post("suivi", &body, &[]).await?)
    }

    async fn get(&self, path: &str) -> Result<String, Failure> {
        let init = RequestInit::new();
        self.send(path, &init, &[]).await
    }

    async fn post(&self, path: &str, body: &str, headers: &[(&str, &str)]) -> Result<String, Failure> {
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&JsValue::from_str(body));
        let mut headers = headers.to_vec();
        headers.push(("Content-Type", "application/json"));
        self.send(path, &init, &headers).await
    }

    async fn send(
        &self,
        path: &str,
        init: &RequestInit,
        headers: &[(&str, &str)],
    ) -> Result<String, Failure> {
        let response = self
            .fetch(path, init, headers)
            .await
            .map_err(|_| Failure::NoAnswer)?;
        let text = text_of(&response).await.map_err(|_| Failure::NoAnswer)?;
        if response.ok() {
            return Ok(text);
        }
        Err(match json::read::<Problem>(&text) {
            Ok(problem) if response.status() < 500 => Failure::Problem(Box::new(problem)),
            _ => Failure::Unusable,
        })
    }

    async fn fetch(
        &self,
        path: &str,
        init: &RequestInit,
        headers: &[(&str, &str)],
    ) -> Result<Response, JsValue> {
        init.set_mode(RequestMode::Cors);
        init.set_credentials(RequestCredentials::Omit);
        init.set_referrer_policy(ReferrerPolicy::NoReferrer);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT)));
        let sent = Headers::new()?;
        for (name, value) in headers {
            sent.set(name, value)?;
        }
        init.set_headers(&sent);
        // A path from the root is no call of the interface.
        let root = if path.starts_with('/') { "" } else { "/api/v1/" };
        let request = Request::new_with_str_and_init(&format!("{}{root}{path}", self.api), init)?;
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        JsFuture::from(window.fetch_with_request(&request))
            .await?
            .dyn_into()
    }
}

/// Draws the key of a new request: 128 bits that no other request has. It is empty where the browser draws nothing:
/// the service then refuses the request, which is better than a key that another one has.
pub fn draw_key() -> String {
    let bytes = Uint8Array::new_with_length(16);
    let is_drawn = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_js_u8_array(&bytes).is_ok());
    if !is_drawn {
        return String::new();
    }
    let to_hex = |byte: u8| {
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
        [digit(byte >> 4), digit(byte & 15)]
    };
    bytes.to_vec().into_iter().flat_map(to_hex).collect()
}

/// The status of an answer that asks for a proof of work.
pub const PROOF_WANTED: u16 = 428;

fn is_proof_wanted(answer: &Result<String, Failure>) -> bool {
    matches!(answer, Err(Failure::Problem(problem)) if problem.status == PROOF_WANTED)
}

async fn text_of(response: &Response) -> Result<String, JsValue> {
    let text = JsFuture::from(response.text()?).await?;
    Ok(text.as_string().unwrap_or_default())
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    json::read(text).map_err(|json::Malformed| Failure::Unusable)
}

fn write<T: serde::Serialize>(body: &T) -> Result<String, Failure> {
    serde_json::to_string(body).map_err(|_| Failure::Unusable)
}
