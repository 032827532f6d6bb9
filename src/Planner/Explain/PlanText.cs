using System.Globalization;
using System.Text;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Explain;

/// <summary>Writes plans as indented trees, as Flink's EXPLAIN does. A node that several others use is written out once.</summary>
public static class PlanText
{
    /// <summary>A line per node.</summary>
    /// <param name="details">What to add to the parentheses of a node's line, <c>changelogMode=[I]</c>, or an empty text.</param>
    public static string Of<T>(IReadOnlyList<T> roots, Func<T, IEnumerable<T>> inputs, Func<T, string> describe, Func<T, string> details)
        where T : class
    {
        var shared = Shared(roots, inputs);
        var numbers = new Dictionary<T, int>(ReferenceEqualityComparer.Instance);
        var text = new StringBuilder();
        foreach (var root in roots)
        {
            if (text.Length > 0)
                text.Append('\n');
            Append(root, 0);
        }

        return text.ToString();

        void Append(T node, int depth)
        {
            if (depth > 0)
                text.Append(' ', (depth - 1) * 3).Append("+- ");
            if (numbers.TryGetValue(node, out var number))
            {
                text.Append(CultureInfo.InvariantCulture, $"Reused(reference_id=[{number}])\n");
                return;
            }

            var line = describe(node);
            var more = details(node);
            if (more.Length > 0)
                line = line.EndsWith(')') ? $"{line[..^1]}, {more})" : $"{line}({more})";
            text.Append(line);
            if (shared.Contains(node))
            {
                numbers.Add(node, numbers.Count + 1);
                text.Append(CultureInfo.InvariantCulture, $"(reuse_id=[{numbers.Count}])");
            }

            text.Append('\n');
            foreach (var input in inputs(node))
                Append(input, depth + 1);
        }
    }

    /// <summary>Without properties, as the statement says it.</summary>
    public static string Of(IReadOnlyList<LogicalPlan> plans) => Of(plans, p => p.Inputs, p => p.Describe(), _ => "");

    /// <summary>With the changes that every node puts out and the keys of its rows.</summary>
    public static string WithProperties(IReadOnlyList<LogicalPlan> plans) => Of(plans, p => p.Inputs, p => p.Describe(), Properties);

    private static string Properties(LogicalPlan plan) =>
        $"changelogMode=[{ChangelogMode.Of(plan)}]{UpsertKeys.Describe(UpsertKeys.Of(plan))}";

    /// <summary>The nodes with more than one consumer, but not those that only a shared node uses.</summary>
    private static HashSet<T> Shared<T>(IReadOnlyList<T> roots, Func<T, IEnumerable<T>> inputs)
        where T : class
    {
        var seen = new HashSet<T>(ReferenceEqualityComparer.Instance);
        var shared = new HashSet<T>(ReferenceEqualityComparer.Instance);
        foreach (var root in roots)
            Visit(root);
        return shared;

        void Visit(T node)
        {
            if (!seen.Add(node))
            {
                shared.Add(node);
                return;
            }

            foreach (var input in inputs(node))
                Visit(input);
        }
    }
}
