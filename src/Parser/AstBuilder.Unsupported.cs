using System.Diagnostics;
using Antlr4.Runtime;
using StreamSql.Parser.Ast;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

/// <content>What is part of the dialect but not yet of the engine, and what to call it.</content>
internal sealed partial class AstBuilder
{
    private Statement.Unsupported Unsupported(string kind, ParserRuleContext context) => new(kind, TextOf(context)) { Span = SpanOf(context) };

    private Statement.Unsupported Unsupported(StatementContext context) => Unsupported(
        context switch
        {
            CompilePlanContext => "COMPILE PLAN",
            CompileAndExecutePlanContext => "COMPILE AND EXECUTE PLAN",
            DeleteContext => "DELETE",
            UpdateContext => "UPDATE",
            TruncateTableContext => "TRUNCATE TABLE",
            CallProcedureContext => "CALL",
            AnalyzeTableContext => "ANALYZE TABLE",
            AddJarContext => "ADD JAR",
            RemoveJarContext => "REMOVE JAR",
            LoadModuleContext => "LOAD MODULE",
            UnloadModuleContext => "UNLOAD MODULE",
            StopJobContext => "STOP JOB",
            _ => throw new UnreachableException(),
        },
        context);

    private Statement.Unsupported Unsupported(CreateStatementContext context) => Unsupported(
        context switch
        {
            CreateMaterializedTableContext => "CREATE MATERIALIZED TABLE",
            CreateCatalogContext => "CREATE CATALOG",
            CreateDatabaseContext => "CREATE DATABASE",
            CreateFunctionContext => "CREATE FUNCTION",
            CreateModelContext => "CREATE MODEL",
            CreateConnectionContext => "CREATE CONNECTION",
            _ => throw new UnreachableException(),
        },
        context);

    private Statement.Unsupported Unsupported(AlterStatementContext context) => Unsupported(
        context switch
        {
            AlterTableContext c => "ALTER TABLE ... " + c.tableAlteration().Start.Text.ToUpperInvariant(),
            AlterMaterializedTableContext => "ALTER MATERIALIZED TABLE",
            RenameViewContext or AlterViewQueryContext => "ALTER VIEW",
            AlterCatalogContext => "ALTER CATALOG",
            AlterDatabaseContext => "ALTER DATABASE",
            AlterFunctionContext => "ALTER FUNCTION",
            AlterModelContext => "ALTER MODEL",
            AlterConnectionContext => "ALTER CONNECTION",
            _ => throw new UnreachableException(),
        },
        context);

    private Statement.Unsupported Unsupported(DropStatementContext context) => Unsupported(
        context switch
        {
            DropMaterializedTableContext => "DROP MATERIALIZED TABLE",
            DropCatalogContext => "DROP CATALOG",
            DropDatabaseContext => "DROP DATABASE",
            DropFunctionContext => "DROP FUNCTION",
            DropModelContext => "DROP MODEL",
            DropConnectionContext => "DROP CONNECTION",
            _ => throw new UnreachableException(),
        },
        context);

    private Statement.Unsupported Unsupported(ShowStatementContext context) => Unsupported(
        context switch
        {
            ShowMaterializedTablesContext => "SHOW MATERIALIZED TABLES",
            ShowCatalogsContext => "SHOW CATALOGS",
            ShowDatabasesContext => "SHOW DATABASES",
            ShowFunctionsContext => "SHOW FUNCTIONS",
            ShowProceduresContext => "SHOW PROCEDURES",
            ShowModelsContext => "SHOW MODELS",
            ShowConnectionsContext => "SHOW CONNECTIONS",
            ShowColumnsContext => "SHOW COLUMNS",
            ShowPartitionsContext => "SHOW PARTITIONS",
            ShowCurrentContext => "SHOW CURRENT",
            ShowModulesContext => "SHOW MODULES",
            ShowJarsContext => "SHOW JARS",
            ShowJobsContext => "SHOW JOBS",
            ShowCreateMaterializedTableContext => "SHOW CREATE MATERIALIZED TABLE",
            ShowCreateCatalogContext => "SHOW CREATE CATALOG",
            ShowCreateModelContext => "SHOW CREATE MODEL",
            ShowCreateConnectionContext => "SHOW CREATE CONNECTION",
            _ => throw new UnreachableException(),
        },
        context);

    private Statement.Unsupported Unsupported(DescribeStatementContext context) => Unsupported(
        context switch
        {
            DescribeCatalogContext => "DESCRIBE CATALOG",
            DescribeDatabaseContext => "DESCRIBE DATABASE",
            DescribeFunctionContext => "DESCRIBE FUNCTION",
            DescribeModelContext => "DESCRIBE MODEL",
            DescribeConnectionContext => "DESCRIBE CONNECTION",
            DescribeJobContext => "DESCRIBE JOB",
            _ => throw new UnreachableException(),
        },
        context);

    private Statement.Unsupported Unsupported(UseStatementContext context) => Unsupported(
        context switch
        {
            UseModulesContext => "USE MODULES",
            _ => throw new UnreachableException(),
        },
        context);
}
