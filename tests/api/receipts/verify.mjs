// Checks a receipt with a library that is not ours. Reads {"jws", "jwks"} on the standard input, writes the header and
// what was signed on the standard output, and fails when the receipt does not hold.
//
// node verify.mjs PATH_OF_JOSE

import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// Node 18 has it under another name.
globalThis.crypto ??= webcrypto;

const { compactVerify, createLocalJWKSet } = await import(pathToFileURL(process.argv[2]));
const { jws, jwks } = JSON.parse(readFileSync(0, "utf8"));
const options = { algorithms: ["EdDSA"] };
const { payload, protectedHeader } = await compactVerify(jws, createLocalJWKSet(jwks), options);
process.stdout.write(JSON.stringify({ header: protectedHeader, payload: new TextDecoder().decode(payload) }));
