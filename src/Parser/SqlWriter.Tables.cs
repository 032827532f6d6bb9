using System.Diagnostics;
using System.Globalization;
using StreamSql.Parser.Ast;

namespace StreamSql.Parser;

public sealed partial class SqlWriter
{
    /// <summary>The order in which clauses follow a table; what comes out of order needs parentheses.</summary>
    private enum TableBinding { Join, Sample, Alias, Match, Snapshot, Primary }

    private static TableBinding BindingOf(TableReference table) => table switch
    {
        TableReference.Join => TableBinding.Join,
        TableReference.Sample => TableBinding.Sample,
        TableReference.Aliased => TableBinding.Alias,
        TableReference.Match => TableBinding.Match,
        TableReference.Snapshot => TableBinding.Snapshot,
        _ => TableBinding.Primary,
    };

    private void Table(TableReference table, TableBinding least)
    {
        if (BindingOf(table) >= least)
        {
            Node(table);
            return;
        }

        Add("(");
        Node(table);
        Add(")");
    }

    private void Node(TableReference table)
    {
        switch (table)
        {
            case TableReference.Named t:
                Name(t.Name);
                Hints(" ", t.Hints, "");
                break;
            case TableReference.Derived t:
                Add(t.IsLateral ? "LATERAL (" : "(");
                AddQuery(t.Query);
                Add(")");
                break;
            case TableReference.Function t:
                Add(t.IsLateral ? "LATERAL TABLE(" : "TABLE(");
                Name(t.Call.Name);
                Add("(").If(t.Call.Distinct, "DISTINCT ").List(t.Call.Arguments, Argument).Add("))");
                break;
            case TableReference.Unnest t:
                Add("UNNEST(").List(t.Collections, AddExpression).Add(")").If(t.WithOrdinality, " WITH ORDINALITY");
                break;
            case TableReference.Join t:
                Join(t);
                break;
            case TableReference.Snapshot t:
                Table(t.Input, TableBinding.Primary);
                Add(" FOR SYSTEM_TIME AS OF ");
                AddExpression(t.AsOf);
                break;
            case TableReference.Match t:
                Table(t.Input, TableBinding.Snapshot);
                Match(t.Clause);
                break;
            case TableReference.Aliased t:
                Table(t.Input, TableBinding.Match);
                Add(" AS ");
                Name(t.Alias);
                Clause(" (", t.Columns, Name, ")");
                break;
            case TableReference.Sample t:
                Table(t.Input, TableBinding.Alias);
                Add(" TABLESAMPLE ").Add(t.Method).Add(" (");
                AddExpression(t.Argument);
                Add(")");
                Optional(" REPEATABLE (", t.Seed);
                If(t.Seed is not null, ")");
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Join(TableReference.Join join)
    {
        Table(join.Left, TableBinding.Join);
        Add(join.Condition is JoinCondition.Natural ? " NATURAL" : "").Add(join.Kind switch
        {
            JoinKind.Inner => " JOIN ",
            var kind => $" {kind.ToString().ToUpperInvariant()} JOIN ",
        });
        Table(join.Right, TableBinding.Sample);
        switch (join.Condition)
        {
            case JoinCondition.On c:
                Optional(" ON ", c.Condition);
                break;
            case JoinCondition.Using c:
                Clause(" USING (", c.Columns, Name, ")");
                break;
        }
    }

    private void Match(MatchRecognize match)
    {
        Add(" MATCH_RECOGNIZE (").Clause("PARTITION BY ", match.PartitionBy, AddExpression, " ").Clause("ORDER BY ", match.OrderBy, OrderItem, " ");
        Clause("MEASURES ", match.Measures, measure =>
        {
            AddExpression(measure.Value);
            Add(" AS ");
            Name(measure.Name);
        }, " ");
        If(match.AllRows, "ALL ROWS PER MATCH ");
        After(match.AfterMatch);
        Add("PATTERN (").If(match.StartsPartition, "^ ");
        Pattern(match.Pattern);
        If(match.EndsPartition, " $").Add(")");
        Optional(" WITHIN ", match.Within);
        Clause(" SUBSET ", match.Subsets, subset =>
        {
            Name(subset.Name);
            Add(" = (").List(subset.Variables, Name).Add(")");
        });
        Clause(" DEFINE ", match.Definitions, definition =>
        {
            Name(definition.Variable);
            Add(" AS ");
            AddExpression(definition.Condition);
        }, ")");
    }

    private void After(AfterMatch? target)
    {
        switch (target)
        {
            case null:
                return;
            case AfterMatch.SkipPastLastRow:
                Add("AFTER MATCH SKIP PAST LAST ROW");
                break;
            case AfterMatch.SkipToNextRow:
                Add("AFTER MATCH SKIP TO NEXT ROW");
                break;
            case AfterMatch.SkipToFirst t:
                Add("AFTER MATCH SKIP TO FIRST ");
                Name(t.Variable);
                break;
            case AfterMatch.SkipToLast t:
                Add("AFTER MATCH SKIP TO LAST ");
                Name(t.Variable);
                break;
            default:
                throw new UnreachableException();
        }

        Add(" ");
    }

    private void Pattern(MatchPattern pattern)
    {
        switch (pattern)
        {
            case MatchPattern.Variable p:
                Name(p.Name);
                break;
            case MatchPattern.Sequence p:
                List(p.Parts, part => Grouped(part, part is MatchPattern.Sequence or MatchPattern.Alternatives), " ");
                break;
            case MatchPattern.Alternatives p:
                List(p.Parts, part => Grouped(part, part is MatchPattern.Alternatives), " | ");
                break;
            case MatchPattern.Repeated p:
                Grouped(p.Part, p.Part is not (MatchPattern.Variable or MatchPattern.Permute or MatchPattern.Excluded));
                Add(Quantifier(p)).If(p.IsReluctant, "?");
                break;
            case MatchPattern.Permute p:
                Add("PERMUTE(").List(p.Parts, Pattern).Add(")");
                break;
            case MatchPattern.Excluded p:
                Add("{- ");
                Pattern(p.Part);
                Add(" -}");
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Grouped(MatchPattern pattern, bool needsParentheses)
    {
        If(needsParentheses, "(");
        Pattern(pattern);
        If(needsParentheses, ")");
    }

    private static string Quantifier(MatchPattern.Repeated pattern) => (pattern.Min, pattern.Max) switch
    {
        (0, null) => "*",
        (1, null) => "+",
        (0, 1) => "?",
        var (min, max) when min == max => string.Create(CultureInfo.InvariantCulture, $"{{{min}}}"),
        var (min, max) => string.Create(CultureInfo.InvariantCulture, $"{{{min},{max}}}"),
    };
}
