using StreamSql.Core.Data;

namespace StreamSql.Cli.Printing;

/// <summary>The rows that a list of changes leaves, in the order in which they came.</summary>
internal sealed class FoldedRows<T>(IEqualityComparer<T> equality) where T : notnull
{
    private readonly LinkedList<T> _rows = [];
    private readonly Dictionary<T, Stack<LinkedListNode<T>>> _places = new(equality);

    public int Count => _rows.Count;

    public IEnumerable<T> All => _rows;

    public void Apply(ChangeKind kind, T row)
    {
        if (kind.Weight() > 0)
        {
            if (!_places.TryGetValue(row, out var places))
                _places.Add(row, places = new Stack<LinkedListNode<T>>());
            places.Push(_rows.AddLast(row));
        }
        else if (_places.TryGetValue(row, out var places))
        {
            _rows.Remove(places.Pop());
            if (places.Count == 0)
                _places.Remove(row);
        }
    }
}
