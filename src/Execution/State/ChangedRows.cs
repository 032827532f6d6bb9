using System.Runtime.CompilerServices;

namespace StreamSql.Execution.State;

/// <summary>Which rows of a table have changed since its last snapshot. Once most have, all count as changed: to write the few others costs
/// less than to go on noting. Then nothing is noted after the snapshot either, up to the one after which few changes have come.</summary>
internal sealed class ChangedRows : IDisposable
{
    // Counting what is noted is not worth while for fewer notes.
    private const long MinNotes = 4096;

    private bool _notes;
    private long _left;
    private long _changes;

    /// <summary>Those that were noted.</summary>
    public RowSet Noted { get; } = new();

    /// <summary>Whether all rows count as changed.</summary>
    public bool AreAll { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int row)
    {
        if (_notes)
            Noted.Add(row);
    }

    /// <param name="live">How many rows the table has.</param>
    public void AddRange(ReadOnlySpan<int> rows, long live)
    {
        _changes += rows.Length;
        if (!_notes)
            return;
        Noted.AddRange(rows);
        _left -= rows.Length;
        if (_left > 0)
            return;
        _left = NotesBeforeCounting(live);
        AreAll = Noted.Count > live / 2;
        _notes = !AreAll;
    }

    /// <summary>There has been a snapshot.</summary>
    /// <param name="live">How many rows the table has.</param>
    public void Begin(long live)
    {
        Noted.Clear();
        _left = NotesBeforeCounting(live);
        AreAll &= _changes >= _left;
        _notes = !AreAll;
        _changes = 0;
    }

    // Of changes at random, as many as three quarters of the rows hit more than half of them.
    private static long NotesBeforeCounting(long live) => Math.Max(live - (live / 4), MinNotes);

    public void Dispose() => Noted.Dispose();
}
