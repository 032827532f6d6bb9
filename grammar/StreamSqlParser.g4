parser grammar StreamSqlParser;

options {
    tokenVocab = StreamSqlLexer;
    superClass = GuardedParser;
}

// Entry points. Scripts are cut into statements at their semicolons before they come here.

singleStatement: statement EOF;
singleExpression: expression EOF;
singleDataType: dataType EOF;

// Statements.

statement
    : query                                                                                            # queryStatement
    | insert                                                                                           # insertStatement
    | createStatement                                                                                  # creation
    | replaceTable                                                                                     # replaceTableStatement
    | alterStatement                                                                                   # alteration
    | dropStatement                                                                                    # removal
    | showStatement                                                                                    # listing
    | describeStatement                                                                                # description
    | useStatement                                                                                     # use
    | EXPLAIN explainDetails? explained                                                                # explain
    | SET (stringLiteral EQ stringLiteral)?                                                            # set
    | RESET stringLiteral?                                                                             # reset
    | BEGIN STATEMENT SET                                                                              # beginStatementSet
    | END                                                                                              # endStatementSet
    | EXECUTE executed                                                                                 # execute
    | COMPILE PLAN stringLiteral ifNotExists? FOR planned                                              # compilePlan
    | COMPILE AND EXECUTE PLAN stringLiteral FOR planned                                               # compileAndExecutePlan
    | DELETE FROM qualifiedName hints? alias? where?                                                   # delete
    | UPDATE qualifiedName hints? alias? SET assignment (COMMA assignment)* where?                     # update
    | TRUNCATE TABLE qualifiedName                                                                     # truncateTable
    | CALL qualifiedName LEFT_PAREN callArguments? RIGHT_PAREN                                         # callProcedure
    | ANALYZE TABLE qualifiedName partition? COMPUTE STATISTICS (FOR COLUMNS names | FOR ALL COLUMNS)? # analyzeTable
    | ADD JAR stringLiteral                                                                            # addJar
    | REMOVE JAR stringLiteral                                                                         # removeJar
    | LOAD MODULE identifier (WITH optionList)?                                                        # loadModule
    | UNLOAD MODULE identifier                                                                         # unloadModule
    | STOP JOB stringLiteral (WITH SAVEPOINT (WITH DRAIN)?)?                                           # stopJob
    ;

explainDetails
    : PLAN FOR                                                                                         # planFor
    | explainDetail (COMMA explainDetail)*                                                             # chosenDetails
    ;

explainDetail: ESTIMATED_COST | CHANGELOG_MODE | JSON_EXECUTION_PLAN | PLAN_ADVICE;

explained
    : query                                                                                            # explainQuery
    | insert                                                                                           # explainInsert
    | statementSet                                                                                     # explainStatementSet
    | createStatement                                                                                  # explainCreation
    | replaceTable                                                                                     # explainReplaceTable
    ;

executed
    : statementSet                                                                                     # executeStatementSet
    | PLAN stringLiteral                                                                               # executePlan
    | insert                                                                                           # executeInsert
    | query                                                                                            # executeQuery
    ;

planned
    : statementSet                                                                                     # planStatementSet
    | insert                                                                                           # planInsert
    ;

statementSet: STATEMENT SET BEGIN (insert SEMICOLON)+ END;

insert
    : insertMode qualifiedName hints? partition? columnNames? query (ON CONFLICT DO conflictAction)?
    ;

insertMode
    : INSERT INTO                                                                                      # insertInto
    | INSERT OVERWRITE                                                                                 # insertOverwrite
    | UPSERT INTO                                                                                      # upsertInto
    ;

conflictAction: ERROR | NOTHING | DEDUPLICATE;

assignment: qualifiedName EQ expression;

partition: PARTITION LEFT_PAREN partitionValue (COMMA partitionValue)* RIGHT_PAREN;

partitionValue: identifier (EQ expression)?;

// Create.

createStatement
    : CREATE (OR REPLACE)? TEMPORARY? TABLE ifNotExists? qualifiedName tableElements? comment? distributedBy? partitionedBy?
      usingConnection? (WITH optionList)? tableSource?                                                 # createTable
    | CREATE (OR REPLACE)? TEMPORARY? VIEW ifNotExists? qualifiedName columnNames? comment? AS query   # createView
    | CREATE (OR ALTER)? MATERIALIZED TABLE ifNotExists? qualifiedName tableElements? comment? distributedBy? partitionedBy?
      (WITH optionList)? (FRESHNESS EQ expression)? (REFRESH_MODE EQ refreshMode)? (START_MODE EQ startMode)? AS query
                                                                                                       # createMaterializedTable
    | CREATE CATALOG ifNotExists? identifier comment? (WITH optionList)?                               # createCatalog
    | CREATE DATABASE ifNotExists? qualifiedName comment? (WITH optionList)?                           # createDatabase
    | CREATE (TEMPORARY SYSTEM?)? FUNCTION ifNotExists? qualifiedName AS stringLiteral functionBody? (WITH optionList)?
                                                                                                       # createFunction
    | CREATE TEMPORARY? MODEL ifNotExists? qualifiedName (INPUT modelColumns)? (OUTPUT modelColumns)? comment? (WITH optionList)?
      (AS (query | statementSet))?                                                                     # createModel
    | CREATE (TEMPORARY SYSTEM?)? CONNECTION ifNotExists? qualifiedName comment? (WITH optionList)?    # createConnection
    ;

replaceTable
    : REPLACE TABLE qualifiedName tableElements? comment? distributedBy? partitionedBy? (WITH optionList)? AS query
    ;

tableElements: LEFT_PAREN tableElement (COMMA tableElement)* RIGHT_PAREN;

tableElement
    : identifier dataType (columnConstraint | metadata)? comment?                                      # typedColumn
    | identifier AS expression comment?                                                                # computedColumn
    | identifier                                                                                       # columnName
    | tableConstraint                                                                                  # constraintElement
    | WATERMARK FOR qualifiedName AS expression                                                        # watermark
    ;

metadata: METADATA (FROM stringLiteral)? VIRTUAL?;

columnConstraint: (CONSTRAINT identifier)? uniqueKind enforcement?;

tableConstraint: (CONSTRAINT identifier)? uniqueKind columnNames enforcement?;

uniqueKind
    : PRIMARY KEY                                                                                      # primaryKey
    | UNIQUE                                                                                           # unique
    ;

enforcement
    : ENFORCED                                                                                         # enforced
    | NOT ENFORCED                                                                                     # notEnforced
    ;

comment: COMMENT stringLiteral;

distributedBy: DISTRIBUTED distribution;

distribution
    : BY (HASH | RANGE)? columnNames (INTO INTEGER BUCKETS)?                                           # distributionByColumns
    | INTO INTEGER BUCKETS                                                                             # distributionIntoBuckets
    ;

partitionedBy: PARTITIONED BY columnNames;

usingConnection: USING CONNECTION qualifiedName;

tableSource
    : LIKE qualifiedName (LEFT_PAREN likeOption+ RIGHT_PAREN)?                                         # likeTable
    | AS query                                                                                         # asQuery
    ;

likeOption: likeMode likeFeature;

likeMode: INCLUDING | EXCLUDING | OVERWRITING;

likeFeature: ALL | CONSTRAINTS | DISTRIBUTION | GENERATED | METADATA | OPTIONS | PARTITIONS | WATERMARKS;

optionList: LEFT_PAREN (option (COMMA option)*)? RIGHT_PAREN;

option: stringLiteral EQ stringLiteral;

optionKeys: LEFT_PAREN (stringLiteral (COMMA stringLiteral)*)? RIGHT_PAREN;

functionBody
    : LANGUAGE (SQL | PYTHON)                                                                          # languageWithoutJars
    | LANGUAGE (JAVA | SCALA) functionJars?                                                            # languageWithJars
    | functionJars                                                                                     # jarsOnly
    ;

functionJars: USING (JAR | ARTIFACT) stringLiteral (COMMA (JAR | ARTIFACT) stringLiteral)*;

modelColumns: LEFT_PAREN modelColumn (COMMA modelColumn)* RIGHT_PAREN;

modelColumn: identifier dataType comment?;

refreshMode: FULL | CONTINUOUS;

startMode
    : (FROM_BEGINNING | RESUME_OR_FROM_BEGINNING)                                                      # startAtBeginning
    | (FROM_NOW | RESUME_OR_FROM_NOW) (LEFT_PAREN intervalLiteral RIGHT_PAREN)?                        # startNow
    | (FROM_TIMESTAMP | RESUME_OR_FROM_TIMESTAMP) LEFT_PAREN expression RIGHT_PAREN                    # startAtTimestamp
    ;

// Alter.

alterStatement
    : ALTER TABLE ifExists? qualifiedName tableAlteration                                              # alterTable
    | ALTER MATERIALIZED TABLE qualifiedName materializedTableAlteration                               # alterMaterializedTable
    | ALTER VIEW qualifiedName RENAME TO qualifiedName                                                 # renameView
    | ALTER VIEW qualifiedName AS query                                                                # alterViewQuery
    | ALTER CATALOG identifier (SET optionList | RESET optionKeys | comment)                           # alterCatalog
    | ALTER DATABASE qualifiedName SET optionList                                                      # alterDatabase
    | ALTER (TEMPORARY SYSTEM?)? FUNCTION ifExists? qualifiedName AS stringLiteral (LANGUAGE (JAVA | SCALA | SQL | PYTHON))?
                                                                                                       # alterFunction
    | ALTER MODEL ifExists? qualifiedName (SET optionList | RESET optionKeys | RENAME TO qualifiedName)
                                                                                                       # alterModel
    | ALTER CONNECTION ifExists? qualifiedName (SET optionList | RESET optionKeys | RENAME TO qualifiedName)
                                                                                                       # alterConnection
    ;

tableAlteration
    : RENAME TO qualifiedName                                                                          # renameTable
    | RENAME qualifiedName TO qualifiedName                                                            # renameColumn
    | SET optionList                                                                                   # setTableOptions
    | RESET optionKeys                                                                                 # resetTableOptions
    | schemaAlteration                                                                                 # alterTableSchema
    | ADD ifNotExists? addedPartition+                                                                 # addPartitions
    | DROP ifExists? partition (COMMA partition)*                                                      # dropPartitions
    ;

addedPartition: partition (WITH optionList)?;

schemaAlteration
    : (ADD | MODIFY) DISTRIBUTION distribution                                                         # alterDistribution
    | (ADD | MODIFY) alteredElement                                                                    # alterElement
    | (ADD | MODIFY) LEFT_PAREN alteredElement (COMMA alteredElement)* RIGHT_PAREN                     # alterElements
    | DROP qualifiedName                                                                               # dropColumn
    | DROP LEFT_PAREN qualifiedName (COMMA qualifiedName)* RIGHT_PAREN                                 # dropColumns
    | DROP PRIMARY KEY                                                                                 # dropPrimaryKey
    | DROP CONSTRAINT identifier                                                                       # dropConstraint
    | DROP WATERMARK                                                                                   # dropWatermark
    | DROP DISTRIBUTION                                                                                # dropDistribution
    ;

alteredElement
    : qualifiedName columnSpecification comment? columnPosition?                                       # alteredColumn
    | tableConstraint                                                                                  # alteredConstraint
    | WATERMARK FOR qualifiedName AS expression                                                        # alteredWatermark
    ;

columnSpecification
    : dataType (columnConstraint | metadata)?                                                          # typedSpecification
    | AS expression                                                                                    # computedSpecification
    ;

columnPosition
    : FIRST                                                                                            # firstColumn
    | AFTER qualifiedName                                                                              # afterColumn
    ;

materializedTableAlteration
    : SUSPEND                                                                                          # suspend
    | RESUME (WITH optionList)?                                                                        # resume
    | REFRESH partition?                                                                               # refresh
    | SET optionList                                                                                   # setMaterializedOptions
    | SET FRESHNESS EQ expression                                                                      # setFreshness
    | SET REFRESH_MODE EQ refreshMode                                                                  # setRefreshMode
    | RESET optionKeys                                                                                 # resetMaterializedOptions
    | RENAME TO qualifiedName                                                                          # renameMaterializedTable
    | (START_MODE EQ startMode)? AS query                                                              # alterMaterializedQuery
    | schemaAlteration                                                                                 # alterMaterializedSchema
    ;

// Drop.

dropStatement
    : DROP TEMPORARY? TABLE ifExists? qualifiedName                                                    # dropTable
    | DROP TEMPORARY? VIEW ifExists? qualifiedName                                                     # dropView
    | DROP MATERIALIZED TABLE ifExists? qualifiedName                                                  # dropMaterializedTable
    | DROP CATALOG ifExists? identifier                                                                # dropCatalog
    | DROP DATABASE ifExists? qualifiedName (RESTRICT | CASCADE)?                                      # dropDatabase
    | DROP (TEMPORARY SYSTEM?)? FUNCTION ifExists? qualifiedName                                       # dropFunction
    | DROP TEMPORARY? MODEL ifExists? qualifiedName                                                    # dropModel
    | DROP (TEMPORARY SYSTEM?)? CONNECTION ifExists? qualifiedName                                     # dropConnection
    ;

ifExists: IF EXISTS;

ifNotExists: IF NOT EXISTS;

// Show, describe, use.

showStatement
    : SHOW TABLES inDatabase? nameFilter?                                                              # showTables
    | SHOW VIEWS inDatabase? nameFilter?                                                               # showViews
    | SHOW MATERIALIZED TABLES inDatabase? nameFilter?                                                 # showMaterializedTables
    | SHOW CATALOGS nameFilter?                                                                        # showCatalogs
    | SHOW DATABASES inDatabase? nameFilter?                                                           # showDatabases
    | SHOW USER? FUNCTIONS inDatabase? nameFilter?                                                     # showFunctions
    | SHOW PROCEDURES inDatabase? nameFilter?                                                          # showProcedures
    | SHOW MODELS inDatabase? nameFilter?                                                              # showModels
    | SHOW CONNECTIONS inDatabase? nameFilter?                                                         # showConnections
    | SHOW COLUMNS inDatabase nameFilter?                                                              # showColumns
    | SHOW PARTITIONS qualifiedName partition?                                                         # showPartitions
    | SHOW CURRENT (CATALOG | DATABASE)                                                                # showCurrent
    | SHOW FULL? MODULES                                                                               # showModules
    | SHOW JARS                                                                                        # showJars
    | SHOW JOBS                                                                                        # showJobs
    | SHOW CREATE TABLE qualifiedName                                                                  # showCreateTable
    | SHOW CREATE VIEW qualifiedName                                                                   # showCreateView
    | SHOW CREATE (OR ALTER)? MATERIALIZED TABLE qualifiedName                                         # showCreateMaterializedTable
    | SHOW CREATE CATALOG identifier                                                                   # showCreateCatalog
    | SHOW CREATE MODEL qualifiedName                                                                  # showCreateModel
    | SHOW CREATE TEMPORARY? SYSTEM? CONNECTION qualifiedName                                          # showCreateConnection
    ;

inDatabase: (FROM | IN) qualifiedName;

nameFilter: NOT? (LIKE | ILIKE) stringLiteral;

describeStatement
    : describe EXTENDED? qualifiedName                                                                 # describeTable
    | describe CATALOG EXTENDED? identifier                                                            # describeCatalog
    | describe DATABASE EXTENDED? qualifiedName                                                        # describeDatabase
    | describe FUNCTION EXTENDED? qualifiedName                                                        # describeFunction
    | describe MODEL EXTENDED? qualifiedName                                                           # describeModel
    | describe CONNECTION EXTENDED? qualifiedName                                                      # describeConnection
    | describe JOB stringLiteral                                                                       # describeJob
    ;

describe: DESCRIBE | DESC;

useStatement
    : USE qualifiedName                                                                                # useDatabase
    | USE CATALOG identifier                                                                           # useCatalog
    | USE MODULES names                                                                                # useModules
    ;

// Query.

query: withClause? queryTerm (unionOperator queryTerm)* orderBy? limit? offset? fetchFirst?;

withClause: WITH RECURSIVE? commonTable (COMMA commonTable)*;

commonTable: identifier columnNames? AS LEFT_PAREN query RIGHT_PAREN;

unionOperator: (UNION | EXCEPT) setQuantifier?;

queryTerm: queryPrimary (intersectOperator queryPrimary)*;

intersectOperator: INTERSECT setQuantifier?;

setQuantifier: ALL | DISTINCT;

queryPrimary
    : SELECT hints? STREAM? setQuantifier? selectItem (COMMA selectItem)* fromClause?                  # select
    | VALUES expression (COMMA expression)*                                                            # values
    | TABLE qualifiedName                                                                              # explicitTable
    | LEFT_PAREN query RIGHT_PAREN                                                                     # nestedQuery
    ;

selectItem
    : STAR                                                                                             # star
    | identifier (DOT identifier)* DOT STAR                                                            # qualifiedStar
    | expression (AS? identifier)?                                                                     # selectColumn
    ;

fromClause: FROM tableList where? groupBy? having? windowClause? qualify?;

where: WHERE expression;

groupBy: GROUP BY setQuantifier? groupingElement (COMMA groupingElement)*;

groupingElement
    : GROUPING SETS LEFT_PAREN groupingElement (COMMA groupingElement)* RIGHT_PAREN                    # groupingSets
    | ROLLUP LEFT_PAREN groupingElement (COMMA groupingElement)* RIGHT_PAREN                           # rollup
    | CUBE LEFT_PAREN groupingElement (COMMA groupingElement)* RIGHT_PAREN                             # cube
    | LEFT_PAREN RIGHT_PAREN                                                                           # emptyGroupingSet
    | expression                                                                                       # groupingExpression
    ;

having: HAVING expression;

windowClause: WINDOW namedWindow (COMMA namedWindow)*;

namedWindow: identifier AS windowSpecification;

qualify: QUALIFY expression;

orderBy: ORDER BY orderItem (COMMA orderItem)*;

orderItem: expression (ASC | DESC)? (NULLS (FIRST | LAST))?;

limit: LIMIT (ALL | INTEGER);

offset: OFFSET INTEGER (ROW | ROWS)?;

fetchFirst: FETCH (FIRST | NEXT) INTEGER? (ROW | ROWS) ONLY;

// Tables.

tableList: joinedTable (COMMA joinedTable)*;

joinedTable: tableFactor join*;

join
    : NATURAL? joinKind? JOIN tableFactor joinCondition?                                               # conditionalJoin
    | CROSS JOIN tableFactor                                                                           # crossJoin
    ;

joinKind
    : INNER                                                                                            # innerJoin
    | (LEFT | RIGHT | FULL) OUTER?                                                                     # outerJoin
    ;

joinCondition
    : ON expression                                                                                    # joinOn
    | USING columnNames                                                                                # joinUsing
    ;

tableFactor: tablePrimary systemTime? matchRecognize? tableAlias? sample?;

systemTime: FOR SYSTEM_TIME AS OF expression;

alias: AS? identifier;

tableAlias: AS? identifier columnNames?;

sample: TABLESAMPLE (BERNOULLI | SYSTEM | SUBSTITUTE) LEFT_PAREN expression RIGHT_PAREN (REPEATABLE LEFT_PAREN expression RIGHT_PAREN)?;

tablePrimary
    : qualifiedName hints?                                                                             # namedTable
    | LATERAL? LEFT_PAREN query RIGHT_PAREN                                                            # derivedTable
    | LEFT_PAREN tableList RIGHT_PAREN                                                                 # nestedTables
    | LATERAL? UNNEST LEFT_PAREN expression (COMMA expression)* RIGHT_PAREN (WITH ORDINALITY)?         # unnest
    | LATERAL? TABLE LEFT_PAREN tableFunction RIGHT_PAREN                                              # wrappedTableFunction
    | LATERAL? tableFunction                                                                           # plainTableFunction
    ;

tableFunction: qualifiedName LEFT_PAREN callArguments? RIGHT_PAREN;

hints: HINT_START hint (COMMA hint)* HINT_END;

hint: identifier (LEFT_PAREN (hintArgument (COMMA hintArgument)*)? RIGHT_PAREN)?;

hintArgument: hintWord (EQ hintWord)?;

hintWord
    : stringLiteral                                                                                    # hintString
    | qualifiedName                                                                                    # hintName
    | MINUS? number                                                                                    # hintNumber
    ;

matchRecognize
    : MATCH_RECOGNIZE LEFT_PAREN partitionBy? orderBy? measures? rowsPerMatch? afterMatch?
      PATTERN LEFT_PAREN CARET? matchPattern DOLLAR? RIGHT_PAREN (WITHIN expression)? matchSubsets?
      DEFINE matchDefinition (COMMA matchDefinition)* RIGHT_PAREN
    ;

partitionBy: PARTITION BY expression (COMMA expression)*;

measures: MEASURES measure (COMMA measure)*;

measure: expression AS identifier;

rowsPerMatch
    : ONE ROW PER MATCH                                                                                # oneRowPerMatch
    | ALL ROWS PER MATCH                                                                               # allRowsPerMatch
    ;

afterMatch: AFTER MATCH SKIP_ afterMatchTarget;

afterMatchTarget
    : PAST LAST ROW                                                                                    # skipPastLastRow
    | TO NEXT ROW                                                                                      # skipToNextRow
    | TO FIRST identifier                                                                              # skipToFirst
    | TO LAST? identifier                                                                              # skipToLast
    ;

matchPattern: matchSequence (BAR matchSequence)*;

matchSequence: matchFactor+;

matchFactor: matchPrimary (quantifier QUESTION?)?;

quantifier
    : STAR                                                                                             # anyNumber
    | PLUS                                                                                             # atLeastOnce
    | QUESTION                                                                                         # atMostOnce
    | LEFT_BRACE INTEGER RIGHT_BRACE                                                                   # exactly
    | LEFT_BRACE INTEGER? COMMA INTEGER? RIGHT_BRACE                                                   # between
    ;

matchPrimary
    : identifier                                                                                       # matchVariable
    | LEFT_PAREN matchPattern RIGHT_PAREN                                                              # matchGroup
    | EXCLUSION_START matchPattern EXCLUSION_END                                                       # matchExclusion
    | PERMUTE LEFT_PAREN matchPattern (COMMA matchPattern)* RIGHT_PAREN                                # matchPermutation
    ;

matchSubsets: SUBSET matchSubset (COMMA matchSubset)*;

matchSubset: identifier EQ columnNames;

matchDefinition: identifier AS expression;

// Expressions.
// One rule for each level of precedence, loosest first, each a list: a chain of a hundred thousand terms is one wide
// node, and every choice is made by looking at one or two tokens.

expression: conjunction (OR conjunction)*;

conjunction: negation (AND negation)*;

negation: NOT* test;

test: comparison (IS NOT? testKind)*;

testKind
    : NULL                                                                                             # isNull
    | TRUE                                                                                             # isTrue
    | FALSE                                                                                            # isFalse
    | UNKNOWN                                                                                          # isUnknown
    | DISTINCT FROM comparison                                                                         # isDistinctFrom
    | JSON (VALUE | OBJECT | ARRAY | SCALAR)?                                                          # isJson
    | EMPTY_                                                                                            # isEmpty
    | A SET                                                                                            # isASet
    ;

comparison: predicate comparisonTail*;

comparisonTail
    : comparisonOperator predicate                                                                     # compare
    | comparisonOperator NOT negation                                                                  # compareNegated
    | comparisonOperator (SOME | ANY | ALL) LEFT_PAREN (query | expression (COMMA expression)*) RIGHT_PAREN
                                                                                                       # compareQuantified
    ;

comparisonOperator: EQ | NE | LT | LE | GT | GE;

predicate: value predicateTail*;

predicateTail
    : NOT? BETWEEN (ASYMMETRIC | SYMMETRIC)? value AND value                                           # isBetween
    | NOT? IN LEFT_PAREN (query | expression (COMMA expression)*) RIGHT_PAREN                          # isIn
    | NOT? LIKE value (ESCAPE value)?                                                                  # like
    | NOT? SIMILAR TO value (ESCAPE value)?                                                            # similarTo
    | NOT? MEMBER OF value                                                                             # memberOf
    | NOT? SUBMULTISET OF value                                                                        # submultisetOf
    | (OVERLAPS | CONTAINS | EQUALS | IMMEDIATELY? PRECEDES | IMMEDIATELY? SUCCEEDS) value             # periodPredicate
    ;

// Also the bounds of BETWEEN, whose AND must not be taken for the operator.
value: product ((PLUS | MINUS) product)*;

product: factor (productOperator factor)*;

productOperator
    : STAR                                                                                             # multiply
    | SLASH                                                                                            # divide
    | PERCENT                                                                                          # modulo
    | CONCAT                                                                                           # concatenate
    | MULTISET (UNION | EXCEPT | INTERSECT) setQuantifier?                                             # multisetOperator
    ;

factor: (PLUS | MINUS)* operand;

operand: primary operandTail*;

operandTail
    : DOT identifier call?                                                                             # field
    | LEFT_BRACKET expression RIGHT_BRACKET                                                            # subscript
    ;

primary
    : literal                                                                                          # literalValue
    | INTERVAL intervalValue intervalQualifier                                                         # interval
    | reservedFunction call                                                                            # reservedCall
    | CONTEXT_FUNCTION (LEFT_PAREN INTEGER? RIGHT_PAREN)?                                              # contextFunction
    | USER                                                                                             # userFunction
    | (FINAL | RUNNING) functionName call                                                              # matchSemantics
    | LEFT_PAREN query RIGHT_PAREN                                                                     # subquery
    | LEFT_PAREN expression (COMMA expression)* RIGHT_PAREN                                            # parenthesized
    | ROW LEFT_PAREN expression (COMMA expression)* RIGHT_PAREN                                        # row
    | PERIOD LEFT_PAREN expression COMMA expression RIGHT_PAREN                                        # period
    | (ARRAY | MAP | MULTISET) LEFT_BRACKET (expression (COMMA expression)*)? RIGHT_BRACKET            # collection
    | (ARRAY | MAP | MULTISET) LEFT_PAREN query RIGHT_PAREN                                            # collectionQuery
    | EXISTS LEFT_PAREN query RIGHT_PAREN                                                              # exists
    | CASE expression? whenClause+ (ELSE expression)? END                                              # case
    | (CAST | TRY_CAST) LEFT_PAREN expression AS dataType RIGHT_PAREN                                  # cast
    | EXTRACT LEFT_PAREN timeUnit FROM expression RIGHT_PAREN                                          # extract
    | (FLOOR | CEIL | CEILING) LEFT_PAREN expression (TO timeUnit | (COMMA expression)*) RIGHT_PAREN   # floorOrCeil
    | TIMESTAMPADD LEFT_PAREN timeUnit COMMA expression COMMA expression RIGHT_PAREN                   # timestampAdd
    | TIMESTAMPDIFF LEFT_PAREN timeUnit COMMA expression COMMA expression RIGHT_PAREN                  # timestampDiff
    | SUBSTRING LEFT_PAREN expression (FROM expression (FOR expression)? | (COMMA expression)*) RIGHT_PAREN
                                                                                                       # substring
    | TRIM LEFT_PAREN trimArguments RIGHT_PAREN                                                        # trim
    | POSITION LEFT_PAREN value IN expression (FROM expression)? RIGHT_PAREN                           # position
    | OVERLAY LEFT_PAREN expression (PLACING expression FROM expression (FOR expression)? | (COMMA expression)*) RIGHT_PAREN
                                                                                                       # overlay
    | JSON_EXISTS LEFT_PAREN expression COMMA expression (jsonExistsBehavior ON ERROR)? RIGHT_PAREN    # jsonExists
    | JSON_VALUE LEFT_PAREN expression COMMA expression jsonReturning? jsonValueBehavior* RIGHT_PAREN  # jsonValue
    | JSON_QUERY LEFT_PAREN expression COMMA expression jsonReturning? jsonWrapper? jsonQueryBehavior* RIGHT_PAREN
                                                                                                       # jsonQuery
    | JSON_OBJECT LEFT_PAREN (jsonEntry (COMMA jsonEntry)*)? jsonOnNull? RIGHT_PAREN                   # jsonObject
    | JSON_ARRAY LEFT_PAREN (expression (COMMA expression)*)? jsonOnNull? RIGHT_PAREN                  # jsonArray
    | JSON_OBJECTAGG LEFT_PAREN jsonEntry jsonOnNull? RIGHT_PAREN callTail                             # jsonObjectAgg
    | JSON_ARRAYAGG LEFT_PAREN expression orderBy? jsonOnNull? RIGHT_PAREN callTail                    # jsonArrayAgg
    | identifier call?                                                                                 # name
    ;

functionName
    : identifier                                                                                       # freeFunctionName
    | reservedFunction                                                                                 # reservedFunctionName
    ;

// RESERVED_FUNCTION are those that have no other meaning.
reservedFunction: RESERVED_FUNCTION | GROUPING | LEFT | RIGHT | NEXT | TRUNCATE | YEAR | MONTH | DAY | HOUR | MINUTE | SECOND;

call: LEFT_PAREN callArguments? RIGHT_PAREN callTail;

callArguments
    : STAR                                                                                             # starArgument
    | setQuantifier? argument (COMMA argument)* nullTreatment? orderBy?                                # argumentList
    ;

argument: (identifier ARROW)? argumentValue;

argumentValue
    : TABLE tableArgument                                                                              # tableValue
    | MODEL qualifiedName                                                                              # modelValue
    | DESCRIPTOR LEFT_PAREN descriptorColumn (COMMA descriptorColumn)* RIGHT_PAREN                     # descriptorValue
    | DEFAULT                                                                                          # defaultValue
    | expression                                                                                       # expressionValue
    ;

tableArgument: (qualifiedName | LEFT_PAREN query RIGHT_PAREN) argumentPartition? argumentOrder?;

argumentPartition
    : PARTITION BY qualifiedName                                                                       # partitionByName
    | PARTITION BY LEFT_PAREN expression (COMMA expression)* RIGHT_PAREN                               # partitionByList
    ;

argumentOrder
    : ORDER BY LEFT_PAREN orderItem (COMMA orderItem)* RIGHT_PAREN                                     # orderByList
    | ORDER BY orderItem                                                                               # orderByItem
    ;

descriptorColumn: identifier dataType?;

callTail: withinGroup? nullTreatment? filter? over?;

withinGroup: WITHIN GROUP LEFT_PAREN orderBy RIGHT_PAREN;

nullTreatment: (RESPECT | IGNORE) NULLS;

filter: FILTER LEFT_PAREN WHERE expression RIGHT_PAREN;

over
    : OVER identifier                                                                                  # overName
    | OVER windowSpecification                                                                         # overWindow
    ;

windowSpecification: LEFT_PAREN identifier? partitionBy? orderBy? frame? RIGHT_PAREN;

frame
    : (ROWS | RANGE) frameBound                                                                        # frameStart
    | (ROWS | RANGE) BETWEEN frameBound AND frameBound                                                 # frameBetween
    ;

frameBound
    : UNBOUNDED PRECEDING                                                                              # unboundedPreceding
    | UNBOUNDED FOLLOWING                                                                              # unboundedFollowing
    | CURRENT ROW                                                                                      # currentRow
    | expression PRECEDING                                                                             # boundPreceding
    | expression FOLLOWING                                                                             # boundFollowing
    ;

whenClause: WHEN expression (COMMA expression)* THEN expression;

trimArguments
    : (BOTH | LEADING | TRAILING) expression? FROM expression                                          # trimSide
    | expression FROM expression                                                                       # trimCharacters
    | expression                                                                                       # trimSpaces
    ;

jsonExistsBehavior: TRUE | FALSE | UNKNOWN | ERROR;

jsonReturning: RETURNING typeName;

jsonValueBehavior
    : NULL ON jsonEvent                                                                                # jsonValueNull
    | ERROR ON jsonEvent                                                                               # jsonValueError
    | DEFAULT expression ON jsonEvent                                                                  # jsonValueDefault
    ;

jsonQueryBehavior
    : NULL ON jsonEvent                                                                                # jsonQueryNull
    | ERROR ON jsonEvent                                                                               # jsonQueryError
    | EMPTY_ ARRAY ON jsonEvent                                                                         # jsonQueryEmptyArray
    | EMPTY_ OBJECT ON jsonEvent                                                                        # jsonQueryEmptyObject
    ;

jsonEvent: EMPTY_ | ERROR;

jsonWrapper
    : WITHOUT ARRAY? WRAPPER                                                                           # withoutWrapper
    | WITH (CONDITIONAL | UNCONDITIONAL)? ARRAY? WRAPPER                                               # withWrapper
    ;

jsonEntry: KEY? expression (VALUE | COLON) expression (FORMAT JSON)?;

jsonOnNull: (NULL | ABSENT) ON NULL;

// Literals.

literal
    : NULL                                                                                             # nullLiteral
    | (TRUE | FALSE | UNKNOWN)                                                                         # booleanLiteral
    | number                                                                                           # numberLiteral
    | stringLiteral                                                                                    # textLiteral
    | BINARY_STRING STRING*                                                                            # binaryLiteral
    | (DATE | TIME | TIMESTAMP) stringLiteral                                                          # dateTimeLiteral
    ;

number: INTEGER | DECIMAL | APPROXIMATE;

stringLiteral
    : STRING+                                                                                          # plainString
    | UNICODE_STRING STRING* (UESCAPE STRING)?                                                         # unicodeString
    | ESCAPE_STRING                                                                                    # escapeString
    | CHARSET_STRING STRING*                                                                           # charsetString
    ;

intervalLiteral: INTERVAL (PLUS | MINUS)? stringLiteral intervalQualifier;

intervalValue
    : (PLUS | MINUS)? stringLiteral                                                                    # intervalText
    | LEFT_PAREN expression RIGHT_PAREN                                                                # intervalExpression
    | number                                                                                           # intervalNumber
    | qualifiedName                                                                                    # intervalColumn
    ;

intervalQualifier: timeUnit intervalPrecision? (TO timeUnit intervalPrecision?)?;

intervalPrecision: LEFT_PAREN INTEGER (COMMA INTEGER)? RIGHT_PAREN;

timeUnit: YEAR | MONTH | DAY | HOUR | MINUTE | SECOND | TIME_UNIT;

// Types.

dataType: typeName nullability? (collectionSuffix nullability?)*;

nullability
    : NULL                                                                                             # nullable
    | NOT NULL                                                                                         # notNull
    ;

collectionSuffix: ARRAY | MULTISET;

typeName
    : SIMPLE_TYPE                                                                                      # simpleType
    | DATE                                                                                             # dateType
    | NULL                                                                                             # nullType
    | DOUBLE PRECISION?                                                                                # doubleType
    | DECIMAL_TYPE (LEFT_PAREN INTEGER (COMMA MINUS? INTEGER)? RIGHT_PAREN)?                           # decimalType
    | (CHAR | CHARACTER | BINARY) VARYING? typeLength?                                                 # characterType
    | SIZED_TYPE typeLength?                                                                           # sizedType
    | (TIME | TIMESTAMP) typeLength? timeZone?                                                         # timeType
    | TIMESTAMP_LTZ typeLength?                                                                        # timestampLtzType
    | INTERVAL intervalQualifier                                                                       # intervalType
    | (ARRAY | MULTISET) LT dataType GT                                                                # collectionType
    | MAP LT dataType COMMA dataType GT                                                                # mapType
    | ROW LT (typeField (COMMA typeField)*)? GT                                                        # rowType
    | ROW LEFT_PAREN (typeField (COMMA typeField)*)? RIGHT_PAREN                                       # standardRowType
    | ROW NE                                                                                           # emptyRowType
    | STRUCTURED LT stringLiteral (COMMA typeField)* GT                                                # structuredType
    | RAW LEFT_PAREN stringLiteral COMMA stringLiteral RIGHT_PAREN                                     # rawType
    | qualifiedName                                                                                    # namedType
    ;

typeLength: LEFT_PAREN INTEGER RIGHT_PAREN;

timeZone
    : WITHOUT TIME ZONE                                                                                # withoutTimeZone
    | WITH LOCAL? TIME ZONE                                                                            # withTimeZone
    ;

typeField: identifier dataType stringLiteral?;

// Names.

qualifiedName: identifier (DOT identifier)*;

names: identifier (COMMA identifier)*;

columnNames: LEFT_PAREN identifier (COMMA identifier)* RIGHT_PAREN;

identifier
    : IDENTIFIER                                                                                       # plainName
    | QUOTED_IDENTIFIER                                                                                # quotedName
    | nonReserved                                                                                      # keywordName
    ;

// The keywords that are names as well: those of the lexer's list that the table of reserved words does not hold.
nonReserved
    : A | ABSENT | ADD | AFTER | ANALYZE | ARTIFACT | ASC | BERNOULLI | CASCADE | CATALOG | CHANGELOG_MODE | COLUMNS
    | COMPILE | COMPUTE | CONDITIONAL | CONFLICT | CONNECTION | CONSTRAINTS | DATABASE | DEDUPLICATE | DESC | DESCRIPTOR | DO
    | DRAIN | ENFORCED | ERROR | ESTIMATED_COST | EXCLUDING | FINAL | FIRST | FOLLOWING | FORMAT | FROM_BEGINNING | FROM_NOW
    | FROM_TIMESTAMP | GENERATED | IF | IGNORE | ILIKE | IMMEDIATELY | INCLUDING | INPUT | JAR | JARS | JAVA | JOB | JOBS
    | JSON | JSON_EXECUTION_PLAN | KEY | LAST | LOAD | MAP | METADATA | MODEL | NOTHING | NULLS | OBJECT | OPTIONS
    | ORDINALITY | OUTPUT | OVERWRITE | OVERWRITING | PARTITIONED | PARTITIONS | PAST | PLACING | PLAN | PLAN_ADVICE
    | PRECEDING | PYTHON | REMOVE | REPEATABLE | REPLACE | RESPECT | RESTRICT | RESUME_OR_FROM_BEGINNING | RESUME_OR_FROM_NOW
    | RESUME_OR_FROM_TIMESTAMP | RETURNING | SCALAR | SETS | START_MODE | STATISTICS | STOP | SUBSTITUTE | TEMPORARY
    | TIMESTAMPADD | TIMESTAMPDIFF | UNBOUNDED | UNCONDITIONAL | UNLOAD | VIEW | VIRTUAL | WRAPPER | ZONE | TIME_UNIT
    ;
