using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Catalog;
namespace StreamSql.Planner.Tests;
public class Scratch
{
    private sealed class Any : IConnectorDirectory
    {
        public ResolvedTable Resolve(CatalogTable table, TableUse use)
        {
            var columns = table.Columns.Where(c => c is not TableColumn.Computed).Select(c => new ConnectorColumn(c.Name, c.Type, null)).ToList();
            var key = table.PrimaryKey.Select(k => columns.FindIndex(c => c.Name == table.Columns[k].Name)).ToArray();
            var format = table.Options.GetValueOrDefault("format");
            var c = format == "changelog-json" || table.Options.GetValueOrDefault("connector") == "print" ? ChangelogSupport.Retract : ChangelogSupport.InsertOnly;
            return new ResolvedTable(table, "any", new ConnectorTable(table.Path.ToString(), columns, key, [], new OptionValues(table.Options), ""), new SourceTraits(true, c), c);
        }
    }
    [Fact]
    public void Run()
    {
        var lines = new List<string>();
        foreach (var file in Directory.EnumerateFiles("/tmp/plcases", "*.sql").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var source = new SourceText(name, File.ReadAllText(file));
            string result = "ok";
            try
            {
                var catalog = new CatalogManager(); var planner = new QueryPlanner(TestSession.Functions, new Any());
                foreach (var st in SqlParser.ParseScript(source))
                {
                    switch (st)
                    {
                        case Statement.CreateTable c: catalog.Add(planner.CreateTable(c, catalog, ""), c.Name, true); break;
                        case Statement.CreateView c: catalog.Add(planner.CreateView(c, catalog, new(), source), c.Name, true); break;
                        case Statement.Set or Statement.Unsupported: break;
                        default: planner.Plan(st, catalog, new()); break;
                    }
                }
            }
            catch (SqlException e) { result = e.In(source).Render().Replace("\n", "\n    "); }
            catch (Exception e) { result = "CRASH " + e; }
            lines.Add(name + ": " + result);
        }
        File.WriteAllLines("/tmp/plcases/report.txt", lines);
    }
}
