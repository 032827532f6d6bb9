using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;

namespace StreamSql.Parser;

/// <summary>Syntax trees to canonical SQL: one line, keywords in upper case, quotes and parentheses only where they are needed.</summary>
/// <remarks>The law: parsing what was written gives an equal tree.</remarks>
public sealed partial class SqlWriter
{
    /// <summary>Names that are keywords where an expression begins, though nowhere reserved.</summary>
    private static readonly FrozenSet<string> QuotedInExpressions = new[]
    {
        "DESCRIPTOR", "FINAL", "KEY", "MAP", "MODEL", "TIMESTAMPADD", "TIMESTAMPDIFF", "UNBOUNDED",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly StringBuilder _text = new();

    private SqlWriter()
    {
    }

    /// <summary>Without a semicolon.</summary>
    public static string Write(Statement statement)
    {
        var writer = new SqlWriter();
        writer.AddStatement(statement);
        return writer._text.ToString();
    }

    public static string Write(Query query)
    {
        var writer = new SqlWriter();
        writer.AddQuery(query);
        return writer._text.ToString();
    }

    public static string Write(Expression expression)
    {
        var writer = new SqlWriter();
        writer.AddExpression(expression);
        return writer._text.ToString();
    }

    public static string Write(DataType type)
    {
        var writer = new SqlWriter();
        writer.Type(type);
        return writer._text.ToString();
    }

    private SqlWriter Add(string text)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _text.Append(text);
        return this;
    }

    private SqlWriter If(bool condition, string text) => condition ? Add(text) : this;

    private SqlWriter List<T>(NodeList<T> items, Action<T> write, string separator = ", ")
    {
        for (var i = 0; i < items.Count; i++)
        {
            If(i > 0, separator);
            write(items[i]);
        }

        return this;
    }

    /// <summary>Something and a list, or nothing at all if the list is empty.</summary>
    private SqlWriter Clause<T>(string before, NodeList<T> items, Action<T> write, string after = "") =>
        items.Count == 0 ? this : Add(before).List(items, write).Add(after);

    private void Name(Identifier name) => Add(SqlText.Identifier(name.Name));

    private void Name(QualifiedName name) => List(name.Parts, Name, ".");

    private void String(string value) => Add(SqlText.String(value));
}
