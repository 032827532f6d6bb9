using System.Runtime.CompilerServices;

namespace StreamSql.Execution.State;

/// <summary>Which rows of a table have changed since its last snapshot. Once most have, all count as changed: to write the few others costs
/// less than to go on noting.</summary>
internal sealed class ChangedRows : IDisposable
{
    // Counting what is noted is not worth while for fewer notes.
    private const long MinNotes = 4096;

    private bool _notes;
    private long _left;

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

    /// <summary>Nothing has changed, and from now on it is noted.</summary>
    /// <param name="live">How many rows the table has.</param>
    public void Begin(long live)
    {
        Noted.Clear();
        AreAll = false;
        _notes = true;
        _left = NotesBeforeCounting(live);
    }

    // Of changes at random, as many as three quarters of the rows hit more than half of them.
    private static long NotesBeforeCounting(long live) => Math.Max(live - (live / 4), MinNotes);

    public void Dispose() => Noted.Dispose();
}
