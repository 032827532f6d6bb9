using System.Runtime.CompilerServices;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>Goes past values for which there is no column.</summary>
internal sealed class SkippingReader() : ValueReader(nullable: true, "a value")
{
    public static readonly SkippingReader Instance = new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override int TryReadUsual(ref byte text, int position, int length) => JsonStrings.TrySkipUsual(ref text, position, length);

    public override void Truncate(int length)
    {
    }

    protected override bool ReadValue(ref JsonCursor cursor) => cursor.SkipValue();

    protected override void AppendNull()
    {
    }
}
