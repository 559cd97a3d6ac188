/*
 * The Kusto Query Language, as its engine reads it: https://learn.microsoft.com/kusto/query/
 *
 * The rules for expressions are one per level of precedence, the weakest first, so that a long chain of one operator
 * is one flat node. Which expression is a table and which a scalar is no matter of syntax: binding finds out.
 */
parser grammar KqlGrammar;

options { tokenVocab = KqlTokens; }

script: statement (SEMICOLON statement)* SEMICOLON? EOF;

literalText: (signedLiteral | dynamicLiteral) EOF;

// A file that holds one stored function: the command that makes it, or its body alone.
storedFunction: (functionCommand | functionBody) EOF;

functionCommand
    : DOT commandVerb commandWord+ (WITH LPAREN (property (COMMA property)*)? RPAREN)? name functionDeclaration SEMICOLON?
    ;

// The words are 'create-or-alter' and the like; the syntax tree's builder checks them.
commandVerb: IDENTIFIER (MINUS OR MINUS IDENTIFIER)?;

commandWord: IDENTIFIER;

// Statements

statement
    : LET name ASSIGN functionDeclaration                                          # letFunctionStatement
    | LET name ASSIGN pipeline                                                     # letStatement
    | LET name ASSIGN ENTITY_GROUP LBRACKET balanced* RBRACKET                     # entityGroupStatement
    | SET name (ASSIGN expression)?                                                # setStatement
    | DECLARE QUERY_PARAMETERS LPAREN parameter (COMMA parameter)* RPAREN          # parametersStatement
    | DECLARE PATTERN name
        (ASSIGN LPAREN parameter (COMMA parameter)* RPAREN (LBRACKET parameter RBRACKET)?
            LBRACE patternCase* RBRACE)?                                            # patternStatement
    | (ALIAS DATABASE | RESTRICT ACCESS) (balanced | PIPE)*                         # unsupportedStatement
    | pipeline                                                                     # queryStatement
    ;

patternCase
    : LPAREN STRING_LITERAL (COMMA STRING_LITERAL)* RPAREN (DOT? bracketedName)?
        ASSIGN LBRACE functionBody RBRACE SEMICOLON
    ;

functionDeclaration
    : VIEW? LPAREN (parameter (COMMA parameter)*)? RPAREN LBRACE functionBody RBRACE
    ;

functionBody: (bodyStatement SEMICOLON)* pipeline SEMICOLON?;

bodyStatement
    : LET name ASSIGN functionDeclaration                                          # bodyLetFunction
    | LET name ASSIGN pipeline                                                     # bodyLet
    | DECLARE QUERY_PARAMETERS LPAREN parameter (COMMA parameter)* RPAREN          # bodyParameters
    ;

parameter: declaredName COLON (type | tableType) (ASSIGN (signedLiteral | dynamicLiteral | name))?;

tableType: LPAREN (STAR | columnDeclaration (COMMA columnDeclaration)* COMMA?)? RPAREN;

rowSchema: LPAREN COMMA? (columnDeclaration (COMMA columnDeclaration)* COMMA?)? RPAREN;

columnDeclaration: declaredName COLON type;

type: TYPE_NAME | TYPE_OR_NAME | DYNAMIC;

// Pipelines

pipeline: source (PIPE operator)*;

source
    : PRINT namedExpression (COMMA namedExpression)*                               # printSource
    | RANGE name FROM expression TO expression STEP expression                     # rangeSource
    | (union | evaluate | search | find)                                           # leadingSource
    | (INLINE_EXTERNAL_TABLE | DASHED_OPERATOR) balanced*                          # unsupportedSource
    | expression                                                                   # expressionSource
    ;

operator
    : (WHERE | FILTER) hint* expression                                            # whereOperator
    | EXTEND namedExpression (COMMA namedExpression)*                              # extendOperator
    | PROJECT (namedExpression (COMMA namedExpression)*)?                          # projectOperator
    | PROJECT_AWAY (namePattern (COMMA namePattern)*)?                             # projectAwayOperator
    | PROJECT_KEEP (namePattern (COMMA namePattern)*)?                             # projectKeepOperator
    | PROJECT_RENAME (namedExpression (COMMA namedExpression)*)?                   # projectRenameOperator
    | PROJECT_REORDER (reorderItem (COMMA reorderItem)*)?                          # projectReorderOperator
    | SUMMARIZE hint* (namedExpression (COMMA namedExpression)*)?
        (BY namedExpression (COMMA namedExpression)*)?                             # summarizeOperator
    | DISTINCT hint* distinctColumn (COMMA distinctColumn)*                        # distinctOperator
    | COUNT (AS name)?                                                             # countOperator
    | (TAKE | LIMIT) hint* expression                                              # takeOperator
    | TOP hint* expression BY sortKey                                              # topOperator
    | (SORT | ORDER) hint* BY sortKey (COMMA sortKey)*                             # sortOperator
    | JOIN option* expression (ON expression (COMMA expression)* | WHERE expression)?  # joinOperator
    | LOOKUP option* expression ON expression (COMMA expression)*                  # lookupOperator
    | union                                                                        # unionOperator
    | MAKE_SERIES option* seriesAggregate (COMMA seriesAggregate)* ON namedExpression
        (IN_RANGE LPAREN expression COMMA expression COMMA expression RPAREN
            | (FROM expression)? (TO expression)? STEP expression)
        (BY namedExpression (COMMA namedExpression)*)?                             # makeSeriesOperator
    | MV_EXPAND option* expansion (COMMA expansion)* (LIMIT expression)?           # mvExpandOperator
    | MV_APPLY option* (expansion (COMMA expansion)* | TO typeOf) (LIMIT expression)? (ID expression)?
        ON LPAREN subPipeline RPAREN                                               # mvApplyOperator
    | (PARSE | PARSE_WHERE) option* expression WITH parsePart*                     # parseOperator
    | SERIALIZE hint* (namedExpression (COMMA namedExpression)*)?                  # serializeOperator
    | SCAN (word ASSIGN optionValue)* (ORDER BY sortKey (COMMA sortKey)*)?
        (PARTITION BY expression (COMMA expression)*)?
        (DECLARE LPAREN parameter (COMMA parameter)* RPAREN)?
        WITH LPAREN scanStep* RPAREN                                               # scanOperator
    | AS hint* name                                                                # asOperator
    | RENDER word renderOption* (WITH LPAREN COMMA? (renderProperty (COMMA? renderProperty)*)? RPAREN)?
                                                                                   # renderOperator
    | GETSCHEMA (KIND ASSIGN word)?                                                # getSchemaOperator
    | INVOKE call (DOT call)*                                                      # invokeOperator
    | evaluate                                                                     # evaluateOperator
    | search                                                                       # searchOperator
    | PARTITION hint* BY name (LPAREN subPipeline RPAREN | LBRACE pipeline RBRACE) # partitionOperator
    | topNestedLevel (COMMA topNestedLevel)*                                       # topNestedOperator
    | TOP_HITTERS hint* expression OF expression (BY expression)?                  # topHittersOperator
    | SAMPLE hint* expression                                                      # sampleOperator
    | SAMPLE_DISTINCT hint* expression OF expression                               # sampleDistinctOperator
    | FORK forkBranch+                                                             # forkOperator
    | FACET BY name (COMMA name)* (WITH LPAREN subPipeline RPAREN)?                # facetOperator
    | CONSUME (word ASSIGN literal)?                                               # consumeOperator
    | PARSE_KV expression AS rowSchema (WITH LPAREN property (COMMA property)* RPAREN)?  # parseKvOperator
    | REDUCE hint* (KIND ASSIGN word)? BY namedExpression (WITH (property (COMMA property)*)?)?  # reduceOperator
    | PROJECT_BY_NAMES expression (COMMA expression)*                              # projectByNamesOperator
    | (FIND | INLINE_EXTERNAL_TABLE | DASHED_OPERATOR) balanced*   # unsupportedOperator
    ;

union: UNION option* unionTable (COMMA unionTable)*;

unionTable: wildcard | path (DOT wildcard)?;

search: SEARCH hint* (KIND ASSIGN word)? (IN LPAREN unionTable (COMMA unionTable)* RPAREN)? (STAR | expression);

find
    : FIND (DATASCOPE ASSIGN word)? (WITHSOURCE ASSIGN name)? (IN LPAREN unionTable (COMMA unionTable)* RPAREN)? WHERE?
        expression (PROJECT_SMART | PROJECT findColumn (COMMA findColumn)*)?
    ;

findColumn: name LPAREN STAR? RPAREN | declaredName (COLON type)?;

topNestedLevel
    : TOP_NESTED count=expression? OF namedExpression (WITH OTHERS ASSIGN others=expression)?
        BY namedExpression (ASC | DESC)?
    ;

forkBranch: (name ASSIGN)? LPAREN subPipeline RPAREN;

property: word ASSIGN (signedLiteral | word);

evaluate: EVALUATE option* call (COLON evaluateSchema)?;

evaluateSchema: LPAREN COMMA? (STAR COMMA?)? (columnDeclaration (COMMA columnDeclaration)* COMMA?)? RPAREN;

seriesAggregate: namedExpression (DEFAULT ASSIGN expression)?;

subPipeline: operator (PIPE operator)*;

expansion: namedExpression (TO typeOf)?;

reorderItem: namePattern (ASC | DESC | GRANNY_ASC | GRANNY_DESC)?;

distinctColumn: STAR | namedExpression;

sortKey: namedExpression (ASC | DESC | GRANNY_ASC | GRANNY_DESC)? (NULLS (FIRST | LAST))?;

parsePart: STAR | STRING_LITERAL | declaredName (COLON type)?;

// The words are 'optional' and 'output', the sign is '=>'; the syntax tree's builder checks it.
scanStep: STEP name word? (word ASSIGN word)? COLON expression (OTHER_SIGN scanAssignment (COMMA scanAssignment)*)? SEMICOLON;

scanAssignment: declaredName ASSIGN expression;

hint: HINT ASSIGN optionValue;

option
    : (HINT | KIND | WITHSOURCE | WITH_ITEMINDEX | ISFUZZY | BAGEXPANSION | FLAGS | NAME_KEYWORD) ASSIGN optionValue
    ;

optionValue: signedLiteral | word | bracketedName;

renderOption: (KIND | TITLE | ACCUMULATE) ASSIGN optionValue | BY name (COMMA name)*;

renderProperty: word ASSIGN (signedLiteral | renderName (COMMA renderName)*);

renderName: word | bracketedName;

// Tokens up to the end of a construct that is not read further; pipes and semicolons only in brackets.
balanced
    : ~(LPAREN | RPAREN | LBRACKET | RBRACKET | LBRACE | RBRACE | PIPE | SEMICOLON)
    | LPAREN (balanced | PIPE | SEMICOLON)* RPAREN
    | LBRACKET (balanced | PIPE | SEMICOLON)* RBRACKET
    | LBRACE (balanced | PIPE | SEMICOLON)* RBRACE
    ;

// Expressions

namedExpression
    : declaredName ASSIGN expression
    | LPAREN declaredName (COMMA declaredName)* COMMA? RPAREN ASSIGN expression
    | expression
    ;

expression: conjunction (OR conjunction)*;

conjunction: comparison (AND comparison)*;

comparison
    : relation
        ( (EQUALS | NOT_EQUALS) relation
        | (IN | MEMBERSHIP) LPAREN (expression (COMMA expression)+ | pipeline) RPAREN
        | (BETWEEN | NOT_BETWEEN) LPAREN expression DOTDOT expression RPAREN
        )?
    | STAR EQUALS relation
    ;

relation: sum (RELATION sum)?;

sum: product ((PLUS | MINUS) product)*;

product: stringComparison ((STAR | SLASH | PERCENT) stringComparison)*;

// Kusto binds these tighter than arithmetic.
stringComparison: unary (stringOperator unary)? | STAR stringOperator unary;

stringOperator: STRING_OPERATOR | HAS | CONTAINS | MATCHES_REGEX | COLON;

unary: (PLUS | MINUS)? path;

path: primary selector*;

selector
    : DOT memberName arguments?
    | DOT? LBRACKET expression RBRACKET
    ;

memberName: name | KIND | WITHSOURCE | OTHER_SIGN;

primary
    : literal                                                                      # literalPrimary
    | dynamicLiteral                                                               # dynamicPrimary
    | LPAREN pipeline RPAREN                                                       # parenthesized
    | call                                                                         # callPrimary
    | (name | KIND | WITHSOURCE)                                                   # namePrimary
    | LBRACKET wildcard RBRACKET                                                   # bracketedWildcard
    | typeOf                                                                       # typeOfPrimary
    | DATATABLE rowSchema LBRACKET COMMA? (datum (COMMA datum)* COMMA?)? RBRACKET  # datatablePrimary
    | TOSCALAR (KIND ASSIGN word)? LPAREN pipeline RPAREN                          # toScalarPrimary
    | MATERIALIZE LPAREN pipeline RPAREN                                           # materializePrimary
    | (TOTABLE (KIND ASSIGN word)? | MATERIALIZED_VIEW_COMBINE)
        LPAREN (balanced | PIPE | SEMICOLON)* RPAREN                               # unsupportedPrimary
    | EXTERNALDATA rowSchema LBRACKET expression (COMMA expression)* COMMA? RBRACKET
        (WITH LPAREN property (COMMA property)* RPAREN)?                           # externalDataPrimary
    | LBRACE name RBRACE                                                           # clientParameter
    ;

datum: signedLiteral | dynamicLiteral;

call: name arguments;

arguments: LPAREN (argument (COMMA argument)*)? RPAREN;

argument: STAR | (declaredName ASSIGN)? expression;

typeOf: TYPEOF LPAREN (type | IDENTIFIER | (STAR | columnDeclaration) (COMMA (STAR | columnDeclaration))*)? RPAREN;

// Literals

literal
    : STRING_LITERAL+
    | LONG_LITERAL
    | REAL_LITERAL
    | TIMESPAN_LITERAL
    | BOOL_LITERAL
    | TYPED_LITERAL
    | RAW_GUID
    ;

signedLiteral: (PLUS | MINUS)? literal;

dynamicLiteral: DYNAMIC LPAREN json RPAREN;

json
    : MINUS? literal                                                               # jsonScalar
    | NULL                                                                         # jsonNull
    | dynamicLiteral                                                               # jsonDynamic
    | LBRACKET (json (COMMA json)*)? RBRACKET                                      # jsonArray
    | LBRACE (jsonProperty (COMMA jsonProperty)*)? RBRACE                          # jsonObject
    ;

jsonProperty: STRING_LITERAL COLON json;

// Names

namePattern: wildcard | name;

// The parts stand next to each other without space; the syntax tree's builder checks it.
wildcard: (STAR | wildcardPart STAR) (wildcardPart | STAR | LONG_LITERAL)*;

wildcardPart: IDENTIFIER | nameKeyword | declarableKeyword;

name: IDENTIFIER | bracketedName | nameKeyword;

bracketedName: LBRACKET STRING_LITERAL+ RBRACKET;

declaredName: name | declarableKeyword;

word: IDENTIFIER | nameKeyword | declarableKeyword | otherKeyword;

nameKeyword
    : ACCESS | ALIAS | CONSUME | COUNT | DATABASE | DECLARE | DEFAULT | DISTINCT | ENTITY_GROUP | EVALUATE | EXTEND | FACET
    | FILTER | FORK | FROM | GETSCHEMA | ID | JOIN | LET | LIMIT | LOOKUP | NAME_KEYWORD
    | NULL | NULLS | ON | ORDER | PARSE | PARTITION | PATTERN | QUERY_PARAMETERS | RANGE | REDUCE | RENDER | RESTRICT
    | SCAN | SERIALIZE | SORT | STEP | SUMMARIZE | TAKE | TOP | TYPEOF | TYPE_OR_NAME | VIEW | WITH
    ;

declarableKeyword
    : ACCUMULATE | AS | BY | CONTAINS | DATATABLE | DECLARABLE_KEYWORD | EXTERNALDATA | FIND | HAS | IN | INVOKE
    | MATERIALIZE | OF | PRINT | SAMPLE | SAMPLE_DISTINCT | SEARCH | SET | TITLE | TO | TOP_HITTERS | TOP_NESTED | TOSCALAR
    | TOTABLE | WHERE
    ;

otherKeyword
    : AND | ASC | BAGEXPANSION | BETWEEN | DATASCOPE | DESC | DYNAMIC | FIRST | FLAGS | ISFUZZY | KIND | LAST | MV_APPLY
    | MAKE_SERIES | MV_EXPAND | OR | OTHERS | PROJECT | RESERVED | TYPE_NAME | UNION | WITH_ITEMINDEX | WITHSOURCE
    ;
