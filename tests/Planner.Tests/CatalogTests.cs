using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Catalog;

namespace StreamSql.Planner.Tests;

public class CatalogTests
{
    private const string Orders = """
        CREATE TABLE orders (
          id INT NOT NULL, customer STRING COMMENT 'who', `order` DECIMAL(10, 2), at1 TIMESTAMP(3),
          total AS `order` * 2, part INT METADATA FROM 'partition' VIRTUAL, hdr STRING METADATA,
          WATERMARK FOR at1 AS at1 - INTERVAL '5' SECOND, PRIMARY KEY (id, customer) NOT ENFORCED
        ) COMMENT 'all orders' PARTITIONED BY (customer) WITH ('connector' = 'test', 'path' = 'it''s');
        """;

    [Fact]
    public void Show_create_gives_the_statement_that_makes_the_same_table()
    {
        var first = Run(Orders).Catalog.Get(Name("orders"));
        var text = TableText.Of(first);
        var second = Run(text).Catalog.Get(Name("orders"));
        Assert.Equal(text, TableText.Of(second));
        Assert.Equal("""
            CREATE TABLE `default_catalog`.`default_database`.`orders` (
              `id` INT NOT NULL,
              `customer` STRING NOT NULL COMMENT 'who',
              `order` DECIMAL(10, 2),
              `at1` TIMESTAMP(3),
              `total` AS `order` * 2,
              `part` INT METADATA FROM 'partition' VIRTUAL,
              `hdr` STRING METADATA,
              WATERMARK FOR `at1` AS at1 - INTERVAL '5' SECOND,
              PRIMARY KEY (`id`, `customer`) NOT ENFORCED
            )
            COMMENT 'all orders'
            PARTITIONED BY (`customer`)
            WITH (
              'connector' = 'test',
              'path' = 'it''s'
            )
            """, text);
    }

    [Fact]
    public void Describe_has_flinks_columns()
    {
        var rows = TableDescription.Of(Run(Orders).Catalog.Get(Name("orders")));
        Assert.Equal(
        [
            "id|INT|False|PRI(id, customer)|||",
            "customer|STRING|False|PRI(id, customer)|||who",
            "order|DECIMAL(10, 2)|True||||",
            "at1|TIMESTAMP(3) *ROWTIME*|True|||at1 - INTERVAL '5' SECOND|",
            "total|DECIMAL(21, 2)|True||AS `order` * 2||",
            "part|INT|True||METADATA FROM 'partition' VIRTUAL||",
            "hdr|STRING|True||METADATA||",
        ], rows.Select(r => $"{r.Name}|{r.Type}|{r.Nullable}|{r.Key}|{r.Extras}|{r.Watermark}|{r.Comment}"));
    }

    [Fact]
    public void A_view_keeps_its_text_and_its_names()
    {
        var catalog = Run(Orders + "CREATE VIEW v (a, b) COMMENT 'some' AS SELECT id, customer FROM orders WHERE id > 5;").Catalog;
        Assert.Equal("""
            CREATE VIEW `default_catalog`.`default_database`.`v` (
              `a`,
              `b`
            )
            COMMENT 'some'
            AS SELECT id, customer FROM orders WHERE id > 5
            """, TableText.Of(catalog.Get(Name("v"))));
        Assert.Equal(["a|INT", "b|STRING"], TableDescription.Of(catalog.Get(Name("v"))).Select(r => $"{r.Name}|{r.Type}"));
    }

    [Theory]
    [InlineData("LIKE orders", "id customer order at1 total part hdr", "id customer", true, "customer", "it's")]
    [InlineData("(extra INT) WITH ('path' = 'x') LIKE orders", "id customer order at1 total part hdr extra", "id customer", true, "customer", "x")]
    [InlineData("LIKE orders (EXCLUDING ALL)", "id customer order at1", "", false, "", null)]
    [InlineData("LIKE orders (EXCLUDING ALL INCLUDING CONSTRAINTS)", "id customer order at1", "id customer", false, "", null)]
    [InlineData("LIKE orders (EXCLUDING GENERATED EXCLUDING METADATA EXCLUDING WATERMARKS)", "id customer order at1", "id customer", false, "customer", "it's")]
    [InlineData("LIKE orders (EXCLUDING OPTIONS EXCLUDING PARTITIONS)", "id customer order at1 total part hdr", "id customer", true, "", null)]
    [InlineData("(total AS id + 1) LIKE orders (OVERWRITING GENERATED)", "id customer order at1 total part hdr", "id customer", true, "customer", "it's")]
    [InlineData("(WATERMARK FOR at1 AS at1) LIKE orders (OVERWRITING WATERMARKS)", "id customer order at1 total part hdr", "id customer", true, "customer", "it's")]
    public void Like_takes_over_what_its_options_say(
        string definition, string columns, string key, bool watermark, string partitions, string? path)
    {
        var table = (CatalogTable)Run($"{Orders} CREATE TABLE copy1 {definition};").Catalog.Get(Name("copy1"));
        Assert.Equal(columns, string.Join(' ', table.Columns.Select(c => c.Name)));
        Assert.Equal(key, string.Join(' ', table.PrimaryKey.Select(k => table.Columns[k].Name)));
        Assert.Equal(watermark, table.Watermark is not null);
        Assert.Equal(partitions, string.Join(' ', table.PartitionKeys));
        Assert.Equal(path, table.OptionValues.GetValueOrDefault("path"));
    }

    [Fact]
    public void Alter_table_changes_options_and_names()
    {
        var session = Run(Orders);
        Alter(session, "ALTER TABLE orders SET ('path' = 'new', 'bounded' = 'true')");
        Alter(session, "ALTER TABLE orders RESET ('bounded')");
        Alter(session, "ALTER TABLE orders RENAME customer TO who");
        Alter(session, "ALTER TABLE orders RENAME TO orders2");
        Alter(session, "ALTER TABLE IF EXISTS orders RENAME TO orders3");
        var table = (CatalogTable)session.Catalog.Get(Name("orders2"));
        Assert.Equal("new", table.OptionValues["path"]);
        Assert.DoesNotContain("bounded", table.OptionValues.Keys);
        Assert.Equal(["id", "who"], table.PrimaryKey.Select(k => table.Columns[k].Name));
        Assert.Equal(["who"], table.PartitionKeys);
        Assert.Null(session.Catalog.Find(session.Catalog.Qualify(Name("orders"))));
    }

    [Theory]
    [InlineData("ALTER TABLE orders RENAME at1 TO x", "SS2119")]
    [InlineData("ALTER TABLE orders RENAME `order` TO x", "SS2119")]
    [InlineData("ALTER TABLE orders RENAME nosuch TO x", "SS2001")]
    [InlineData("ALTER TABLE orders RENAME id TO customer", "SS2013")]
    [InlineData("ALTER TABLE orders RESET ('connector')", "SS2118")]
    [InlineData("ALTER TABLE orders RESET ('nosuch')", "SS2118")]
    [InlineData("ALTER TABLE nosuch RENAME TO x", "SS2002")]
    [InlineData("ALTER TABLE orders RENAME TO other.x", "SS2106")]
    public void Alter_table_refuses(string statement, string code)
    {
        var session = Run(Orders);
        Assert.Equal(code, Assert.Throws<SqlException>(() => Alter(session, statement)).Diagnostic.Code);
    }

    [Fact]
    public void A_temporary_table_hides_the_permanent_one_until_it_is_dropped()
    {
        var session = Run("""
            CREATE TABLE t (permanent INT) WITH ('connector' = 'test');
            CREATE TEMPORARY TABLE t (temporary INT) WITH ('connector' = 'test');
            """);
        Assert.Equal("temporary", session.Catalog.Get(Name("t")).Schema[0].Name);
        Assert.Single(session.Catalog.Objects(CatalogManager.DefaultCatalog, CatalogManager.DefaultDatabase));
        session.Run(Parse("DROP TEMPORARY TABLE t"), new SourceText("x", ""));
        Assert.Equal("permanent", session.Catalog.Get(Name("t")).Schema[0].Name);
    }

    private static void Alter(TestSession session, string statement) =>
        session.Planner.AlterTable((Statement.AlterTable)Parse(statement), session.Catalog, new SourceText("test.sql", statement));

    private static TestSession Run(string script)
    {
        var session = new TestSession();
        var source = new SourceText("test.sql", script);
        foreach (var statement in SqlParser.ParseScript(source))
            session.Run(statement, source);
        return session;
    }

    private static Statement Parse(string text) => SqlParser.ParseStatement(new SourceText("test.sql", text));

    private static QualifiedName Name(string name) => new([new Identifier(name)]);
}
