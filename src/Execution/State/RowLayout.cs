using System.Runtime.CompilerServices;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Execution.State;

/// <summary>Where a column's value is in a row.</summary>
/// <param name="Offset">In bytes from the start of the row. BOOLEAN takes a byte, text a <see cref="StoredText"/>.</param>
/// <param name="NullOffset">The byte that says whether it is NULL.</param>
/// <param name="NullMask">The bit of that byte, set if NULL; 0 if it never is.</param>
internal readonly record struct FieldPlace(SqlType Type, PhysicalType Physical, int Offset, int NullOffset, byte NullMask);

/// <summary>What is known of a row besides its columns.</summary>
[Flags]
internal enum RowFlags : byte
{
    /// <summary>Not in the table as the outside sees it: new in this micro-batch, or deleted.</summary>
    None = 0,

    /// <summary>In the table.</summary>
    Live = 1,

    /// <summary>In some snapshot, so that its deletion must be in the next.</summary>
    Persisted = 2,
}

/// <summary>Divides a state row: a head of 8 bytes (micro-batch of the last touch, flags), the key in whole words, the values, the links.</summary>
/// <remarks>Keys are laid out so that two keys are equal if their words are, but for texts longer than 12 bytes. The key's first columns,
/// its prefix, have words of their own: rows can be found by those alone.</remarks>
internal sealed class RowLayout
{
    public const int EpochOffset = 0;
    public const int FlagsOffset = 4;
    public const int KeyOffset = 8;

    private readonly List<int> _textOfWord = [];

    /// <param name="prefix">How many of the keys are the prefix.</param>
    /// <param name="links">How many int32 besides, which are no columns: numbers of other rows.</param>
    public RowLayout(IReadOnlyList<SqlType> keys, int prefix, IReadOnlyList<SqlType> values, int links)
    {
        PrefixColumns = prefix;
        Keys = new FieldPlace[keys.Count];
        var end = PlaceKeys(keys, 0, prefix, KeyOffset);
        HasTextKeys = keys.Any(k => k.Physical() == PhysicalType.View);
        PrefixWords = (end - KeyOffset) / sizeof(ulong);
        end = PlaceKeys(keys, prefix, keys.Count, end);
        KeyWords = (end - KeyOffset) / sizeof(ulong);
        ValueOffset = end;
        (Values, end) = PlaceValues(values, end);
        Links = [.. Enumerable.Range(0, links).Select(i => Align(end, sizeof(int)) + (i * sizeof(int)))];
        if (links > 0)
            end = Links[^1] + sizeof(int);
        Width = Align(end, sizeof(ulong));
    }

    /// <summary>Bytes a row.</summary>
    public int Width { get; }

    /// <summary>Words of the whole key.</summary>
    public int KeyWords { get; }

    /// <summary>Key columns of the prefix, which come first.</summary>
    public int PrefixColumns { get; }

    /// <summary>Words of the key's prefix, which come first.</summary>
    public int PrefixWords { get; }

    /// <summary>Where the key ends.</summary>
    public int ValueOffset { get; }

    public FieldPlace[] Keys { get; }

    public FieldPlace[] Values { get; }

    public int[] Links { get; }

    /// <summary>Whether comparing words is not enough.</summary>
    public bool HasTextKeys { get; }

    /// <summary>For each word of the key, the key column whose text it is the second half of, or -1.</summary>
    public IReadOnlyList<int> TextOfWord => _textOfWord;

    private int PlaceKeys(IReadOnlyList<SqlType> keys, int from, int to, int start)
    {
        var end = start;
        foreach (var i in Enumerable.Range(from, to - from).OrderByDescending(i => WidthOf(keys[i].Physical())))
        {
            var physical = keys[i].Physical();
            end = Align(end, Math.Min(8, WidthOf(physical)));
            Keys[i] = new FieldPlace(keys[i], physical, end, 0, 0);
            end += WidthOf(physical);
        }

        var nullable = 0;
        for (var i = from; i < to; i++)
        {
            if (keys[i].Nullable)
            {
                Keys[i] = Keys[i] with { NullOffset = end + (nullable / 8), NullMask = (byte)(1 << (nullable % 8)) };
                nullable++;
            }
        }

        end = Align(end + ((nullable + 7) / 8), sizeof(ulong));
        while (_textOfWord.Count < (end - KeyOffset) / sizeof(ulong))
            _textOfWord.Add(Array.FindIndex(Keys, from, to - from, k => k.Physical == PhysicalType.View && k.Offset + 8 == KeyOffset + (_textOfWord.Count * 8)));
        return end;
    }

    private static (FieldPlace[] Places, int End) PlaceValues(IReadOnlyList<SqlType> values, int end)
    {
        var places = new FieldPlace[values.Count];
        foreach (var i in Enumerable.Range(0, values.Count).OrderByDescending(i => WidthOf(values[i].Physical())))
        {
            var physical = values[i].Physical();
            end = Align(end, Math.Min(8, WidthOf(physical)));
            places[i] = new FieldPlace(values[i], physical, end, 0, 0);
            end += WidthOf(physical);
        }

        return (places, end);
    }

    private static int WidthOf(PhysicalType type) => type switch
    {
        PhysicalType.Boolean => 1,
        PhysicalType.View => Unsafe.SizeOf<StoredText>(),
        PhysicalType.Null => 0,
        _ when type.Width() > 0 => type.Width(),
        _ => throw new System.Diagnostics.UnreachableException($"{type} does not lie flat in a row"),
    };

    private static int Align(int offset, int width) => width == 0 ? offset : (offset + width - 1) / width * width;
}
