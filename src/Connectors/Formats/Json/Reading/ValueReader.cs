using System.Runtime.CompilerServices;
using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>Reads the JSON values of one field.</summary>
/// <param name="nullable">Whether a value may be null or missing.</param>
/// <param name="expected">What a value must be, for errors.</param>
internal abstract class ValueReader(bool nullable, string expected)
{
    /// <summary>Reads the value at the cursor and appends it.</summary>
    /// <returns>False if it cannot be read: the failure says why, cursor and column are anywhere after where they were.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read(ref JsonCursor cursor) => cursor.Current == 'n' ? ReadNull(ref cursor) : ReadValue(ref cursor);

    /// <summary>Reads a value; if it is well-formed but not of the type and errors are ignored, NULL stands for it.</summary>
    /// <param name="length">Of the column before the value.</param>
    /// <param name="ignoreErrors">Whether a value of the wrong type is NULL.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read(ref JsonCursor cursor, int length, bool ignoreErrors)
    {
        var (start, depth) = (cursor.Position, cursor.Depth);
        return Read(ref cursor) || (ignoreErrors && Recover(ref cursor, start, depth, length));
    }

    /// <summary>Reads a value that is written the way most are.</summary>
    /// <param name="text">Padded, see <see cref="PaddedText"/>.</param>
    /// <param name="position">Of the value, at most <paramref name="length"/>.</param>
    /// <param name="length">Of the text: no byte from there on belongs to the value.</param>
    /// <returns>The place after the value, or -1 if it is not so: then nothing was appended, and <see cref="Read(ref JsonCursor)"/> says what it is.</returns>
    public virtual int TryReadUsual(ref byte text, int position, int length) => -1;

    /// <summary>Appends NULL for a field that is not there.</summary>
    /// <param name="allowed">Whether that is no error.</param>
    public bool ReadMissing(ref JsonCursor cursor, bool allowed)
    {
        if (!allowed || !nullable)
            return cursor.Failure.Missing(cursor.Position - 1);
        AppendNull();
        return true;
    }

    /// <summary>Undoes what was appended after the first <paramref name="length"/> values.</summary>
    public abstract void Truncate(int length);

    protected abstract bool ReadValue(ref JsonCursor cursor);

    protected abstract void AppendNull();

    protected bool Mismatch(ref JsonCursor cursor, int start) => cursor.Failure.Mismatch(start, expected);

    /// <summary>Goes past a value of another type than the reader's.</summary>
    protected bool Refuse(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        return cursor.SkipValue() && Mismatch(ref cursor, start);
    }

    private bool ReadNull(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        if (!cursor.TakeWord("null"u8))
            return false;
        if (!nullable)
            return cursor.Failure.Mismatch(start, $"{expected} NOT NULL");
        AppendNull();
        return true;
    }

    private bool Recover(ref JsonCursor cursor, int start, int depth, int length)
    {
        if (cursor.Failure.IsSyntax || !nullable)
            return false;
        (cursor.Position, cursor.Depth) = (start, depth);
        Truncate(length);
        if (!cursor.SkipValue())
            return false;
        AppendNull();
        return true;
    }
}

/// <summary>Reads the values of one field into one column.</summary>
internal abstract class ColumnReader(ColumnBuilder column) : ValueReader(column.Type.Nullable, column.Type.Name)
{
    public ColumnBuilder Column { get; } = column;

    public override void Truncate(int length) => Column.Truncate(length);

    protected override void AppendNull() => Column.AppendNull();
}
