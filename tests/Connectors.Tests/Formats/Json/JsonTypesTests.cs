using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Tests.Formats.Json;

public sealed class JsonTypesTests
{
    private static readonly SqlType Nested = new SqlType.Map(new SqlType.Array(new SqlType.Integer()), new SqlType.Integer());

    [Theory]
    [InlineData("json")]
    [InlineData("changelog-json")]
    public void A_map_with_nested_keys_is_refused_when_the_table_is_opened(string name)
    {
        var format = BuiltinFormats.All.Single(f => f.Name == name);
        var (_, table) = TestTable.Create(".", TestTable.Columns(("a", Nested)), ("connector", "filesystem"), ("path", "x"), ("format", name));
        foreach (var open in (Action[])
        [
            () => format.CreateDecoder("t", table.Columns, table.Options, TestTable.Services()),
            () => format.CreateEncoder("t", table.Columns, table.Options, TestTable.Services()),
        ])
        {
            var error = Assert.Throws<SqlException>(open);
            Assert.Equal("SS4110", error.Diagnostic.Code);
            Assert.Contains("column 'a'", error.Message, StringComparison.Ordinal);
        }
    }
}
