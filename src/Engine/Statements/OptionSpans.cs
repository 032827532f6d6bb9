using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;

namespace StreamSql.Engine.Statements;

/// <summary>Finds the place of an option that a connector complains about in the statement at hand.</summary>
internal static class OptionSpans
{
    /// <summary>The same error with the spans of the options that its diagnostics name.</summary>
    public static SqlException Add(SqlException error, Statement statement)
    {
        var options = statement switch
        {
            Statement.CreateTable create => create.Options,
            Statement.AlterTable { Action: AlterTableAction.SetOptions set } => set.Options,
            _ => [],
        };
        if (options.Count == 0 || error.Diagnostics.All(d => d.Option is null || !d.Span.IsNone))
            return error;
        return new SqlException([.. error.Diagnostics.Select(d =>
            d is { Option: { } name, Span.IsNone: true } && options.FirstOrDefault(o => o.Key.Value == name) is { } option
                ? d with { Span = TextSpan.Cover(option.Key.Span, option.Value.Span) }
                : d)]);
    }
}
