// node validate.mjs openapi|asyncapi FILE: prints what is wrong with a document, and exits with 1 when anything is.
import { readFile } from 'node:fs/promises';

const [kind, file] = process.argv.slice(2);
const document = await readFile(file, 'utf8');
const problems = kind === 'openapi' ? await openApi(document) : await asyncApi(document);
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);

async function openApi(text) {
  const { Validator } = await import('@seriousme/openapi-schema-validator');
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(text));
  if (!valid) return [JSON.stringify(errors, null, 1)];
  return validator.version === '3.1' ? [] : [`version ${validator.version}`];
}

async function asyncApi(text) {
  const { Parser } = await import('@asyncapi/parser');
  const { diagnostics, document } = await new Parser().parse(text);
  // 0 is an error, 1 a warning; what is merely recommended is left aside.
  const problems = diagnostics.filter(one => one.severity <= 1).map(one => `${one.code} at ${one.path.join('/')}: ${one.message}`);
  return document ? [...problems, ...await examples(JSON.parse(text))] : problems;
}

async function examples(document) {
  const { default: Ajv } = await import('ajv');
  const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false });
  ajv.addSchema(document, 'document');
  return Object.entries(document.components.messages).flatMap(([name, message]) => (message.examples ?? []).flatMap(({ payload, headers }) => [
    ...wrong(ajv, `document${message.payload.$ref}`, payload, `${name}'s payload`),
    ...wrong(ajv, `document#/components/messages/${name}/headers`, headers, `${name}'s headers`)]));
}

function wrong(ajv, schema, value, what) {
  return ajv.validate({ $ref: schema }, value) ? [] : [`${what}: ${ajv.errorsText()}`];
}
