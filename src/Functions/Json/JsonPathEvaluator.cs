using System.Diagnostics;
using System.Globalization;

namespace StreamSql.Functions.Json;

/// <summary>Follows paths in documents.</summary>
internal sealed class JsonPathEvaluator(JsonDocument document)
{
    /// <summary>The values that the last path led to.</summary>
    public List<int> Found { get; } = [];

    /// <summary>Follows a path from the root.</summary>
    /// <returns>Whether everything was there that had to be.</returns>
    public bool TryFollow(JsonPath path)
    {
        Found.Clear();
        return Follow(path.Steps, 0, JsonDocument.Root, isDefinite: true, Found);
    }

    // Before a step to several values everything must be there; after it, what is not there is left out.
    private bool Follow(IReadOnlyList<JsonStep> steps, int next, int node, bool isDefinite, List<int> found)
    {
        if (next == steps.Count)
        {
            found.Add(node);
            return true;
        }

        if (!steps[next].IsDeep)
            return Take(steps, next, node, isDefinite, found);
        Descend(steps, next, node, found);
        return true;
    }

    private void Descend(IReadOnlyList<JsonStep> steps, int next, int node, List<int> found)
    {
        Take(steps, next, node, isDefinite: false, found);
        if (document[node].IsScalar)
            return;
        for (var child = FirstChild(node); child < document[node].End; child = NextChild(node, child))
            Descend(steps, next, child, found);
    }

    private int FirstChild(int node) => document[node].Kind == JsonKind.Object ? node + 2 : node + 1;

    private int NextChild(int parent, int child) => document[child].End + (document[parent].Kind == JsonKind.Object ? 1 : 0);

    private bool Take(IReadOnlyList<JsonStep> steps, int next, int node, bool isDefinite, List<int> found)
    {
        var kind = document[node].Kind;
        switch (steps[next])
        {
            case JsonStep.Member member:
                var value = kind == JsonKind.Object ? document.Member(node, member.Name) : -1;
                return value >= 0 ? Follow(steps, next + 1, value, isDefinite, found) : !isDefinite;
            case JsonStep.Items items:
                if (kind != JsonKind.Array)
                    return !isDefinite;
                var single = isDefinite && items.Indexes.Length == 1;
                foreach (var index in items.Indexes)
                {
                    var item = Item(node, index);
                    if (item < 0 ? single : !Follow(steps, next + 1, item, single, found))
                        return false;
                }

                return true;
            case JsonStep.Slice slice:
                return kind == JsonKind.Array ? FollowSlice(slice, steps, next, node, found) : !isDefinite;
            case JsonStep.All:
                if (kind is not (JsonKind.Object or JsonKind.Array))
                    return true;
                for (var child = FirstChild(node); child < document[node].End; child = NextChild(node, child))
                    Follow(steps, next + 1, child, isDefinite: false, found);
                return true;
            case JsonStep.Where filter:
                return FollowFilter(filter, steps, next, node, isDefinite, found);
            default:
                throw new UnreachableException();
        }
    }

    private bool FollowSlice(JsonStep.Slice slice, IReadOnlyList<JsonStep> steps, int next, int node, List<int> found)
    {
        var count = Count(node);
        var from = Math.Clamp(slice.From is { } f ? f < 0 ? count + f : f : 0, 0, count);
        var to = Math.Clamp(slice.To is { } t ? t < 0 ? count + t : t : count, 0, count);
        for (var i = from; i < to; i++)
            Follow(steps, next + 1, Item(node, i), isDefinite: false, found);
        return true;
    }

    private bool FollowFilter(JsonStep.Where filter, IReadOnlyList<JsonStep> steps, int next, int node, bool isDefinite, List<int> found)
    {
        switch (document[node].Kind)
        {
            case JsonKind.Array:
                for (var item = node + 1; item < document[node].End; item = document[item].End)
                {
                    if (Holds(filter.Condition, item))
                        Follow(steps, next + 1, item, isDefinite: false, found);
                }

                return true;
            case JsonKind.Object:
                return !Holds(filter.Condition, node) || Follow(steps, next + 1, node, isDefinite: false, found);
            default:
                return !isDefinite;
        }
    }

    private int Count(int array)
    {
        var count = 0;
        for (var item = array + 1; item < document[array].End; item = document[item].End)
            count++;
        return count;
    }

    private int Item(int array, int index)
    {
        if (index < 0)
            index += Count(array);
        var item = index < 0 ? document[array].End : array + 1;
        for (; index > 0 && item < document[array].End; index--)
            item = document[item].End;
        return item < document[array].End ? item : -1;
    }

    private bool Holds(JsonCondition condition, int item) => condition switch
    {
        JsonCondition.And c => Holds(c.Left, item) && Holds(c.Right, item),
        JsonCondition.Or c => Holds(c.Left, item) || Holds(c.Right, item),
        JsonCondition.Not c => !Holds(c.Operand, item),
        JsonCondition.Exists c => Value(c.Path, item) is not null,
        JsonCondition.Compare c => Compare(Value(c.Left, item), c.Operator, Value(c.Right, item)),
        _ => throw new UnreachableException(),
    };

    private JsonOperand.Constant? Value(JsonOperand operand, int item)
    {
        if (operand is not JsonOperand.Path path)
            return (JsonOperand.Constant)operand;
        List<int> found = [];
        if (!Follow(path.Steps, 0, path.FromRoot ? JsonDocument.Root : item, isDefinite: true, found) || found.Count == 0)
            return null;
        return new JsonOperand.Constant(document[found[0]].Kind, document.Text(found[0]).ToArray());
    }

    private static bool Compare(JsonOperand.Constant? left, string comparison, JsonOperand.Constant? right)
    {
        if (left is null || right is null)
            return comparison == "!=" && left != right;
        int? order = (left.Kind, right.Kind) switch
        {
            (JsonKind.Number, JsonKind.Number) => Number(left).CompareTo(Number(right)),
            (JsonKind.Text, JsonKind.Text) => left.Text.AsSpan().SequenceCompareTo(right.Text),
            var (a, b) when a == b && a is JsonKind.True or JsonKind.False or JsonKind.Null => 0,
            _ => null,
        };
        return comparison switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    private static double Number(JsonOperand.Constant constant) => double.Parse(constant.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
