using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

/// <summary>Which dictionaries the reader of what we write does not have yet.</summary>
internal sealed class DictionaryTracker(IReadOnlyList<IpcField> columns)
{
    private readonly Dictionary<long, ArrayData> written = [];

    /// <summary>The dictionaries of a batch that must be sent before it, inner ones before those whose values use them.</summary>
    public IReadOnlyList<(long Id, ArrayData Values, bool Replaces)> Next(RecordBatch batch)
    {
        var missing = new List<(long, ArrayData, bool)>();
        for (int i = 0; i < columns.Count; i++)
        {
            Collect(columns[i], batch.Column(i).Data, missing);
        }

        return missing;
    }

    private void Collect(IpcField field, ArrayData data, List<(long, ArrayData, bool)> missing)
    {
        if (field.Type is DictionaryType)
        {
            ArrayData values = data.Dictionary ?? throw new ArgumentException("a dictionary column has no dictionary");
            Collect(field.Values(), values, missing);
            bool replaces = written.TryGetValue(field.DictionaryId, out ArrayData? known);
            if (!replaces || !Same(known!, values))
            {
                written[field.DictionaryId] = values;
                missing.Add((field.DictionaryId, values, replaces));
            }

            return;
        }

        for (int i = 0; i < field.Children.Count; i++)
        {
            Collect(field.Children[i], data.Children[i], missing);
        }
    }

    /// <summary>The same memory seen through the same window; equal bytes elsewhere are sent again.</summary>
    private static bool Same(ArrayData left, ArrayData right) =>
        ReferenceEquals(left, right)
        || (ReferenceEquals(left.Buffers, right.Buffers) && ReferenceEquals(left.Children, right.Children)
            && left.Offset == right.Offset && left.Length == right.Length);
}
