using System.Text;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Explain;

/// <summary>Writes plans as indented trees, as Flink's EXPLAIN does.</summary>
public static class PlanText
{
    /// <summary>A line per node.</summary>
    /// <param name="details">What to add to the parentheses of a node's line, <c>changelogMode=[I]</c>, or an empty text.</param>
    public static string Of<T>(T root, Func<T, IEnumerable<T>> inputs, Func<T, string> describe, Func<T, string> details)
    {
        var text = new StringBuilder();
        Append(root, 0);
        return text.ToString();

        void Append(T node, int depth)
        {
            if (depth > 0)
                text.Append(' ', (depth - 1) * 3).Append("+- ");
            var line = describe(node);
            var more = details(node);
            if (more.Length > 0)
                line = line.EndsWith(')') ? $"{line[..^1]}, {more})" : $"{line}({more})";
            text.Append(line).Append('\n');
            foreach (var input in inputs(node))
                Append(input, depth + 1);
        }
    }

    public static string Of(LogicalPlan plan) => Of(plan, p => p.Inputs, p => p.Describe(), _ => "");

    /// <summary>With the changes that every node puts out and the keys of its rows.</summary>
    public static string WithProperties(LogicalPlan plan) => Of(plan, p => p.Inputs, p => p.Describe(), Properties);

    private static string Properties(LogicalPlan plan)
    {
        var keys = UpsertKeys.Of(plan);
        return $"changelogMode=[{ChangelogMode.Of(plan)}]"
            + (keys.Count == 0 ? "" : $", upsertKey=[{string.Join(", ", keys.Select(k => $"{{{string.Join(", ", k)}}}"))}]");
    }
}
