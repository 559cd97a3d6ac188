"use strict";

// Says which of the Bicep files below a folder do not parse, and where; nothing when all do.
const fs = require("fs");
const path = require("path");
const { Parser, Language } = require("web-tree-sitter");

function fault(node) {
  if (node.isError || node.isMissing) {
    return node;
  }
  for (const child of node.children) {
    const found = child.hasError || child.isMissing ? fault(child) : null;
    if (found) {
      return found;
    }
  }
  return null;
}

(async () => {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve("tree-sitter-bicep/tree-sitter-bicep.wasm")));
  let files = 0;
  for (const file of fs.readdirSync(process.argv[2], { recursive: true }).filter((name) => name.endsWith(".bicep"))) {
    const tree = parser.parse(fs.readFileSync(path.join(process.argv[2], file), "utf8"));
    files++;
    if (tree.rootNode.hasError) {
      const at = fault(tree.rootNode);
      console.log(file + (at ? ":" + (at.startPosition.row + 1) + ": " + at.text.slice(0, 80) : ""));
    }
    tree.delete();
  }
  process.exitCode = files > 0 ? 0 : 1;
})();
