using StreamSql.Architecture.Tests.Code;

namespace StreamSql.Architecture.Tests.Documentation;

/// <summary>Every public type says what its name does not.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void Every_public_type_is_documented()
    {
        var violations = OurAssemblies.Loaded.SelectMany(assembly => XmlDocs.Violations(
            assembly.GetExportedTypes().Where(t => t.Namespace?.EndsWith(".Generated", StringComparison.Ordinal) != true),
            XmlDocs.Read(File.ReadAllText(Path.ChangeExtension(assembly.Location, ".xml"))))).ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public void A_missing_summary_and_a_restatement_are_noticed()
    {
        var summaries = XmlDocs.Read("""
            <doc><members>
              <member name="T:System.TimeZoneInfo"><summary>Represents the time zone info.</summary></member>
              <member name="T:System.Range"><summary>A part of a sequence, its ends counted from either side.</summary></member>
            </members></doc>
            """);
        Assert.Equal(
            ["System.Index has no summary", "System.TimeZoneInfo has a summary that only repeats its name: Represents the time zone info."],
            XmlDocs.Violations([typeof(Index), typeof(TimeZoneInfo), typeof(Range)], summaries));
    }
}
