using System.Globalization;
using System.Text;
using StreamSql.Core.Types;
using StreamSql.Planner.Properties;

namespace StreamSql.Execution.Planning;

/// <summary>Writes physical plans as EXPLAIN shows them: consumers above, inputs indented below, a shared node in full only once.</summary>
public static class PhysicalText
{
    /// <param name="roots">From one call of the planner.</param>
    public static string Of(IReadOnlyList<PhysicalPlan> roots)
    {
        var text = new StringBuilder();
        var written = new HashSet<PhysicalPlan>(ReferenceEqualityComparer.Instance);
        foreach (var root in roots)
            Write(root, null, 0, text, written);
        return text.ToString();
    }

    private static void Write(PhysicalPlan plan, (PhysicalPlan Consumer, int Input)? from, int depth, StringBuilder text, HashSet<PhysicalPlan> written)
    {
        text.Append(' ', depth * 2);
        if (!written.Add(plan))
        {
            text.Append(CultureInfo.InvariantCulture, $"Reused({plan.Id})\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{plan.Id}: {plan.Describe()}");
        text.Append(CultureInfo.InvariantCulture, $", changelogMode=[{plan.Changelog}]");
        text.Append(UpsertKeys.Describe(plan.UpsertKeys));
        if (from is var (consumer, input) && consumer.KeysOf(input) is { } keys)
            text.Append(CultureInfo.InvariantCulture, $", exchange={Exchange(keys, plan.Schema)}");
        text.Append('\n');
        for (var i = 0; i < plan.Inputs.Count; i++)
            Write(plan.Inputs[i], (plan, i), depth + 1, text, written);
    }

    private static string Exchange(EquatableList<int> keys, Schema schema) =>
        keys.Count == 0 ? "[single]" : $"[hash({string.Join(", ", keys.Select(k => schema[k].Name))})]";
}
