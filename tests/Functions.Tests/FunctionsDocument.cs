using System.Text;
using StreamSql.Core.Functions;
using StreamSql.TestKit;

namespace StreamSql.Functions.Tests;

/// <summary><c>docs/functions.md</c> from the registry.</summary>
public sealed class FunctionsDocument
{
    private const string Introduction = """
        # Functions

        Written from the code by `ACCEPT_SNAPSHOTS=1 dotnet test tests/Functions.Tests`; a test compares it. What each of them gives is shown
        by the cases in `tests/Sql/functions`.

        Names are written in upper or lower case. A function gives NULL if one of its arguments is NULL, unless its description says
        otherwise. Positions count from 1 and, in strings, by characters (code points). Regular expressions are those of Java.


        """;

    private static readonly string[][] Forms =
    [
        ["`boolean1 AND boolean2`", "Returns FALSE if one of them is FALSE, whatever the other."],
        ["`boolean1 OR boolean2`", "Returns TRUE if one of them is TRUE, whatever the other."],
        ["`value1 [NOT] BETWEEN [ASYMMETRIC | SYMMETRIC] value2 AND value3`", "Returns whether the value is not before the second and not after the third."],
        ["`CASE value WHEN value1 THEN result1 … [ELSE result] END`", "Returns the result of the first value that is equal."],
        ["`CASE WHEN condition1 THEN result1 … [ELSE result] END`", "Returns the result of the first condition that is TRUE."],
        ["`IF(condition, value, otherwise)`", "Returns the value if the condition is TRUE, else the other."],
        ["`COALESCE(value1 [, value2]*)`", "Returns the first value that is not NULL."],
        ["`IFNULL(value, replacement)`", "Returns the value, or the replacement if it is NULL."],
        ["`NULLIF(value1, value2)`", "Returns NULL if the values are equal, else the first."],
        ["`CAST(value AS type)`", "Returns the value in another type; a value that does not convert is an error."],
        ["`TRY_CAST(value AS type)`", "Returns the value in another type, NULL if it does not convert."],
        ["`TYPEOF(value)`", "Returns the name of the value's type."],
        ["`PROCTIME()`", "Returns the present instant."],
        ["`CURRENT_DATABASE()`", "Returns the name of the database that is current when the statement is planned."],
    ];

    [Fact]
    public void Is_what_the_registry_says() => GeneratedDocument.Verify("functions.md", Text());

    [Fact]
    public void Every_function_has_a_signature_with_its_name_and_one_sentence()
    {
        foreach (var (name, signature, doc) in BuiltinFunctions.Families.SelectMany(f => f).Select(f => (f.Name, f.Signature, f.Doc))
            .Concat(BuiltinFunctions.Aggregates.Select(f => (f.Name, f.Signature, f.Doc))))
        {
            Assert.True(signature.Contains(name.Trim('[', ']'), StringComparison.Ordinal), $"{name}: {signature}");
            Assert.True(doc.EndsWith('.') && char.IsUpper(doc[0]) && !doc[..^1].Contains(". ", StringComparison.Ordinal), $"{name}: {doc}");
        }
    }

    private static string Text()
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var family in BuiltinFunctions.Families.SelectMany(f => f).GroupBy(f => f.Family))
            Section(text, family.Key, family.Select(f => Row(f.Signature, f.Doc, f.Aliases)));
        Section(text, "What decides itself which of its operands are evaluated", Forms);
        Section(text, "Aggregate", BuiltinFunctions.Aggregates.Select(f => Row(f.Signature, f.Doc, f.Aliases)));
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<IReadOnlyList<string>> rows) =>
        text.Append($"{(text[^2] == '\n' ? "" : "\n")}## {title}\n\n").Append(GeneratedDocument.Table(["function", ""], rows));

    private static IReadOnlyList<string> Row(string signature, string doc, IReadOnlyList<string> aliases) =>
        [$"`{signature}`", aliases.Count == 0 ? doc : $"{doc} Also called {string.Join(", ", aliases.Select(a => $"`{a}`"))}."];
}
