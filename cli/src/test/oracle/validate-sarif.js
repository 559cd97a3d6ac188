// Validates the SARIF files that it is given against the schema of SARIF 2.1.0; prints what is wrong with each.
'use strict';
const Ajv = require('ajv');
const fs = require('fs');

const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore' });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const schema = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')));

let valid = true;
for (const file of process.argv.slice(2)) {
  if (!validate(JSON.parse(fs.readFileSync(file, 'utf8')))) {
    valid = false;
    console.log(file + '\n' + ajv.errorsText(validate.errors, { separator: '\n' }));
  }
}
process.exit(valid ? 0 : 1);
