/*
 * Words and signs of the Kusto Query Language.
 *
 * Keywords are case-sensitive. A word that Kusto reserves without our grammar needing it on its own is a RESERVED
 * token, so that using it bare as a name is an error here as it is there.
 */
lexer grammar KqlTokens;

@members {
    /** Gives back the last characters of the token being matched, which begin the next one. */
    private void unread(int characters) {
        _input.seek(_input.index() - characters);
    }
}

WHITESPACE: [\p{White_Space}\u200B\uFEFF]+ -> skip;
COMMENT: '//' ~[\r\n]* -> skip;

// Operators of a pipeline that have a rule of their own.
AS: 'as';
CONSUME: 'consume';
COUNT: 'count';
DISTINCT: 'distinct';
EVALUATE: 'evaluate';
EXTEND: 'extend';
FACET: 'facet';
FILTER: 'filter';
FIND: 'find';
FORK: 'fork';
GETSCHEMA: 'getschema';
INVOKE: 'invoke';
JOIN: 'join';
LIMIT: 'limit';
LOOKUP: 'lookup';
MAKE_SERIES: 'make-series';
MV_APPLY: 'mv-apply' | 'mvapply';
MV_EXPAND: 'mv-expand' | 'mvexpand';
ORDER: 'order';
PARSE: 'parse';
PARSE_KV: 'parse-kv';
PARSE_WHERE: 'parse-where';
PARTITION: 'partition';
PRINT: 'print';
PROJECT: 'project';
PROJECT_AWAY: 'project-away';
PROJECT_BY_NAMES: 'project-by-names';
PROJECT_KEEP: 'project-keep';
PROJECT_RENAME: 'project-rename';
PROJECT_REORDER: 'project-reorder';
PROJECT_SMART: 'project-smart';
RANGE: 'range';
RENDER: 'render';
SAMPLE: 'sample';
SAMPLE_DISTINCT: 'sample-distinct';
SCAN: 'scan';
SEARCH: 'search';
SERIALIZE: 'serialize';
SORT: 'sort';
SUMMARIZE: 'summarize';
TAKE: 'take';
TOP: 'top';
TOP_HITTERS: 'top-hitters';
TOP_NESTED: 'top-nested';
UNION: 'union';
WHERE: 'where';

// Operators that are read only far enough to refuse them by name.
REDUCE: 'reduce';
DASHED_OPERATOR:
    'assert-schema' | 'graph-mark-components' | 'graph-match' | 'graph-shortest-paths' | 'graph-to-table'
    | 'graph-where-edges' | 'graph-where-nodes' | 'macro-expand' | 'make-graph'
    | '__partitionby' | '__projectAway' | '__executeAndCache'
    ;

// Statements and sources.
ACCESS: 'access';
ALIAS: 'alias';
DATABASE: 'database';
DATATABLE: 'datatable';
DECLARE: 'declare';
ENTITY_GROUP: 'entity_group';
EXTERNALDATA: 'externaldata' | 'external_data';
INLINE_EXTERNAL_TABLE: 'inline_external_table';
LET: 'let';
MATERIALIZE: 'materialize';
MATERIALIZED_VIEW_COMBINE: 'materialized-view-combine' | '__contextual_datatable';
PATTERN: 'pattern';
QUERY_PARAMETERS: 'query_parameters';
RESTRICT: 'restrict';
SET: 'set';
TOSCALAR: 'toscalar';
TOTABLE: 'totable';
VIEW: 'view';

// Words inside operators.
ACCUMULATE: 'accumulate';
ASC: 'asc';
BAGEXPANSION: 'bagexpansion';
BY: 'by';
DATASCOPE: 'datascope';
DESC: 'desc';
FIRST: 'first';
FLAGS: 'flags';
FROM: 'from';
GRANNY_ASC: 'granny-asc';
GRANNY_DESC: 'granny-desc';
HINT:
    'hint.concurrency' | 'hint.distribution' | 'hint.materialized' | 'hint.num_partitions' | 'hint.pass_filters'
    | 'hint.pass_filters_column' | 'hint.progressive_top' | 'hint.remote' | 'hint.shufflekey' | 'hint.spread'
    | 'hint.strategy'
    ;
ID: 'id';
ISFUZZY: 'isfuzzy';
KIND: 'kind';
LAST: 'last';
NULLS: 'nulls';
OF: 'of';
ON: 'on';
OTHERS: 'others';
STEP: 'step';
TITLE: 'title';
TO: 'to';
TYPEOF: 'typeof';
WITH: 'with';
WITH_ITEMINDEX: 'with_itemindex';
WITHSOURCE: 'withsource' | 'with_source';

// Operators of an expression.
AND: 'and';
OR: 'or';
IN: 'in';
// One token, so that nothing else may follow an expression's 'in' but its list.
IN_RANGE: 'in' [ \t\r\n]+ 'range';
MEMBERSHIP: '!in' | 'in~' | '!in~' | 'has_any' | 'has_all';
BETWEEN: 'between';
NOT_BETWEEN: '!between';
HAS: 'has';
CONTAINS: 'contains';
STRING_OPERATOR:
    '=~' | '!~' | '!has' | 'has_cs' | '!has_cs' | 'hasprefix' | '!hasprefix' | 'hasprefix_cs' | '!hasprefix_cs'
    | 'hassuffix' | '!hassuffix' | 'hassuffix_cs' | '!hassuffix_cs' | '!contains' | 'notcontains' | 'contains_cs'
    | 'containscs' | '!contains_cs' | 'notcontainscs' | 'startswith' | '!startswith' | 'startswith_cs'
    | '!startswith_cs' | 'endswith' | '!endswith' | 'endswith_cs' | '!endswith_cs' | 'like' | 'notlike' | 'likecs'
    | 'notlikecs'
    ;
MATCHES_REGEX: 'matches' [ \t\r\n]+ 'regex';

// Types. Only those of the second rule can be names as well.
DYNAMIC: 'dynamic';
TYPE_NAME:
    'boolean' | 'byte' | 'char' | 'date' | 'datetime' | 'decimal' | 'double' | 'float' | 'int' | 'int16' | 'int32'
    | 'int64' | 'int8' | 'long' | 'real' | 'string' | 'time' | 'timespan' | 'uint' | 'uint16' | 'uint32' | 'uint64'
    | 'uint8' | 'ulong' | 'uniqueid'
    ;
TYPE_OR_NAME: 'bool' | 'guid' | 'uuid';

// Keywords elsewhere in Kusto that may be names anywhere, and ones that may be names where one is declared.
NAME_KEYWORD:
    'best_effort' | 'bin' | 'dataformat' | 'datetime_pattern' | 'edges' | 'graph' | 'matches' | 'nodes' | 'optional'
    | 'output' | 'pack' | 'plotly' | 'regex' | 'with_node_id'
    ;
NULL: 'null';
DECLARABLE_KEYWORD: 'earliest' | 'latest' | 'mdm' | 'sql' | 'verbose' | 'viewers';
DEFAULT: 'default';
RESERVED:
    '__crossCluster' | '__crossDB' | '__id' | '__isFuzzy' | '__noWithSource' | '__packedColumn'
    | '__sourceColumnIndex' | '3Dchart' | 'anomalychart' | 'areachart' | 'barchart' | 'bin_legacy' | 'cachingpolicy'
    | 'callout' | 'cancel' | 'card' | 'columnchart' | 'commands-and-queries' | 'cycles' | 'dataexport'
    | 'decodeblocks' | 'encodingpolicy' | 'expandoutput' | 'extent_tags_retention' | 'force_remote' | 'harddelete'
    | 'hardretention' | 'hotcache' | 'journal' | 'ladderchart' | 'linechart' | 'materialized-views'
    | 'missing' | 'nooptimization' | 'partitioned-by' | 'pathformat' | 'piechart' | 'pivotchart'
    | 'queries' | 'query_results' | 'relaxed' | 'restricted_view_access' | 'row_level_security' | 'rowstore'
    | 'rowstore_references' | 'rowstore_sealinfo' | 'rowstorepolicy' | 'rowstores' | 'scatterchart' | 'seal' | 'seals'
    | 'set-or-append' | 'set-or-replace' | 'shards' | 'simple' | 'softdelete' | 'softretention' | 'stackedareachart'
    | 'statistics' | 'storedqueryresultcontainers' | 'tablepurge' | 'timechart' | 'timeline' | 'timepivot' | 'treemap'
    | 'unrestrictedviewers' | 'views' | 'with_match_id' | 'with_step_name' | 'writeaheadlog'
    ;

// Literals. One whose text stands in parentheses after its type's name is one token.
BOOL_LITERAL: 'true' | 'True' | 'TRUE' | 'false' | 'False' | 'FALSE';
TYPED_LITERAL:
    ('bool' | 'date' | 'datetime' | 'decimal' | 'double' | 'guid' | 'int' | 'int32' | 'int64' | 'long'
    | 'real' | 'time' | 'timespan') '(' ~[)\r\n]* ')'
    ;
LONG_LITERAL: DIGIT+ | '0' [xX] HEX+;
LONG_BEFORE_RANGE: DIGIT+ '..' { unread(2); } -> type(LONG_LITERAL);
REAL_LITERAL: DIGIT+ '.' DIGIT* EXPONENT? | DIGIT+ EXPONENT;
TIMESPAN_LITERAL: DIGIT+ ('.' DIGIT+)? TIME_UNIT;
RAW_GUID: HEX8 '-' HEX4 '-' HEX4 '-' HEX4 '-' HEX4 HEX8;
STRING_LITERAL:
    [hH]? '"' (~["\\\r\n] | ESCAPE)* '"'
    | [hH]? '\'' (~['\\\r\n] | ESCAPE)* '\''
    | [hH]? '@"' (~["\r\n] | '""')* '"'
    | [hH]? '@\'' (~['\r\n] | '\'\'')* '\''
    | [hH]? '```' .*? '```'
    | [hH]? '~~~' .*? '~~~'
    ;

IDENTIFIER: [\p{L}_$] WORD_CHARACTER* | DIGIT+ [\p{L}_] WORD_CHARACTER*;

LPAREN: '(';
RPAREN: ')';
LBRACKET: '[';
RBRACKET: ']';
LBRACE: '{';
RBRACE: '}';
PIPE: '|';
SEMICOLON: ';';
COMMA: ',';
COLON: ':';
DOTDOT: '..';
DOT: '.';
EQUALS: '==';
NOT_EQUALS: '!=' | '<>';
ASSIGN: '=';
RELATION: '<' | '<=' | '>' | '>=';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
PERCENT: '%';
// Signs that only constructs have which are refused by name.
OTHER_SIGN: '=>' | '<|' | '@' | '?' | '!';
// A keyword with a sign in it ends where a word ends: 'project-awayx' is not 'project-away x', nor '!hasx' '!has x'.
BROKEN_WORD
    : '!' [\p{L}_] WORD_CHARACTER*
    | (SIGNED_WORD | IN_RANGE | 'matches' [ \t\r\n]+ 'regex') WORD_CHARACTER+
    ;

fragment SIGNED_WORD
    : MAKE_SERIES | MV_APPLY | MV_EXPAND | PARSE_KV | PARSE_WHERE | PROJECT_AWAY | PROJECT_BY_NAMES | PROJECT_KEEP
    | PROJECT_RENAME | PROJECT_REORDER | PROJECT_SMART
    | SAMPLE_DISTINCT | TOP_HITTERS | TOP_NESTED | DASHED_OPERATOR | GRANNY_ASC | GRANNY_DESC | HINT
    ;
fragment WORD_CHARACTER: [\p{L}\p{Nd}_$];
fragment DIGIT: [0-9];
fragment HEX: [0-9a-fA-F];
fragment HEX4: HEX HEX HEX HEX;
fragment HEX8: HEX4 HEX4;
fragment EXPONENT: [eE] [+-]? DIGIT+;
fragment ESCAPE:
    '\\' (['"\\abfnrtv] | 'u' HEX4 | 'U' HEX8 | 'x' HEX HEX | [0-7] [0-7]? | [0-3] [0-7] [0-7])
    ;
fragment TIME_UNIT:
    'd' | 'day' | 'days'
    | 'h' | 'hr' | 'hrs' | 'hour' | 'hours'
    | 'm' | 'min' | 'minute' | 'minutes'
    | 's' | 'sec' | 'second' | 'seconds'
    | 'ms' | 'milli' | 'millis' | 'millisec' | 'millisecond' | 'milliseconds'
    | 'micro' | 'micros' | 'microsec' | 'microsecond' | 'microseconds'
    | 'nano' | 'nanos' | 'nanosec' | 'nanosecond' | 'nanoseconds'
    | 'tick' | 'ticks'
    ;
