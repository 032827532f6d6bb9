using System.Collections;
using StreamSql.Core.Data;

namespace StreamSql.Cli.Printing;

/// <summary>The rows that a list of changes leaves, in the order in which they came.</summary>
internal sealed class FoldedRows
{
    private readonly LinkedList<IReadOnlyList<object?>> _rows = [];
    private readonly Dictionary<IReadOnlyList<object?>, Stack<LinkedListNode<IReadOnlyList<object?>>>> _places = new(RowComparer.Instance);

    public int Count => _rows.Count;

    public IEnumerable<IReadOnlyList<object?>> All => _rows;

    public void Apply(ChangeKind kind, IReadOnlyList<object?> row)
    {
        if (kind.Weight() > 0)
        {
            if (!_places.TryGetValue(row, out var places))
                _places.Add(row, places = new Stack<LinkedListNode<IReadOnlyList<object?>>>());
            places.Push(_rows.AddLast(row));
        }
        else if (_places.TryGetValue(row, out var places))
        {
            _rows.Remove(places.Pop());
            if (places.Count == 0)
                _places.Remove(row);
        }
    }

    private sealed class RowComparer : IEqualityComparer<IReadOnlyList<object?>>
    {
        public static readonly RowComparer Instance = new();

        public bool Equals(IReadOnlyList<object?>? x, IReadOnlyList<object?>? y) =>
            StructuralComparisons.StructuralEqualityComparer.Equals(x!.ToArray(), y!.ToArray());

        // Only what hashes by content takes part; arrays and maps are left to Equals.
        public int GetHashCode(IReadOnlyList<object?> row)
        {
            var hash = new HashCode();
            foreach (var value in row)
                hash.Add(value is Array or IDictionary ? 0 : value?.GetHashCode() ?? 1);
            return hash.ToHashCode();
        }
    }
}
