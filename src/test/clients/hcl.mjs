// hcl.mjs FROM TO: writes a Terraform configuration in Terraform's JSON syntax.

import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "@cdktn/hcl2json";

const [from, to] = process.argv.slice(2);
writeFileSync(to, JSON.stringify(await parse(from, readFileSync(from, "utf8"))));
process.exit(0); // the parser, which is a program in Go, does not end by itself
