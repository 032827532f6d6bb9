using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Documents;

/// <summary>What is written in <c>docs</c> from the code is what the code says.</summary>
public sealed class DocumentTests
{
    [Fact]
    public async Task Connectors()
    {
        await using var engine = new StreamSqlEngine();
        GeneratedDocument.Verify("connectors.md", ConnectorsDocument.Text(engine));
    }

    [Fact]
    public void Settings() => GeneratedDocument.Verify("settings.md", SettingsDocument.Text());

    [Fact]
    public void Errors() => GeneratedDocument.Verify("errors.md", ErrorsDocument.Text());

    [Fact]
    public void A_cell_cannot_break_its_table() =>
        Assert.Equal("| a |\n| --- |\n| x \\| y |\n", GeneratedDocument.Table(["a"], [["x | y"]]));
}
