// What Microsoft's language service makes of KQL.
// In, as lines of JSON: first the tables, {table: {column: type}}, then a query a line, {id, query}.
// Out: a verdict a line, {id, errors: [message], columns: [[name, type]]}; columns is null where it knows none.
'use strict';
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');

const { KustoCode, GlobalState, Symbols } = globalThis.Kusto.Language;
const [tables, ...queries] = require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));

function list(enumerable) {
  const items = [];
  for (const e = Bridge.getEnumerator(enumerable); e.moveNext(); ) items.push(e.Current);
  return items;
}

const symbols = Object.entries(tables).map(([name, columns]) => {
  const schema = Object.entries(columns).map(([column, type]) => `['${column}']: ${type}`).join(', ');
  return new Symbols.TableSymbol.$ctor7(name, `(${schema})`, null);
});
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('db', symbols));

for (const { id, query } of queries) {
  const code = KustoCode.ParseAndAnalyze(query, globals);
  const errors = list(code.GetDiagnostics()).filter(d => d.Severity === 'Error').map(d => `${d.Code} ${d.Message}`);
  const result = code.ResultType;
  const columns = result && result.Columns ? list(result.Columns).map(c => [c.Name, c.Type && c.Type.Name]) : null;
  console.log(JSON.stringify({ id, errors, columns }));
}
