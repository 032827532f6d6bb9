using System.Text;
using StreamSql.Core.Data;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Times;

/// <summary>Compiles the patterns of a call: nearly always the same one, row after row.</summary>
/// <param name="function">Whom to name in an error.</param>
internal sealed class PatternCache(PatternDialect dialect, string function)
{
    private byte[] _text = [];
    private TimePattern? _pattern;

    public TimePattern Get(ReadOnlySpan<byte> text)
    {
        if (_pattern is null || !text.SequenceEqual(_text))
            (_text, _pattern) = (text.ToArray(), TimePattern.Compile(Encoding.UTF8.GetString(text), dialect, function));
        return _pattern;
    }
}

/// <summary>Finds the zones that a call names: nearly always the same one, row after row.</summary>
/// <param name="function">Whom to name in an error.</param>
internal sealed class ZoneCache(string function)
{
    private byte[] _name = [];
    private ZoneClock? _zone;

    public ZoneClock Get(ReadOnlySpan<byte> name)
    {
        if (_zone is null || !name.SequenceEqual(_name))
            (_name, _zone) = (name.ToArray(), new ZoneClock(Find(Encoding.UTF8.GetString(name))));
        return _zone;
    }

    private TimeZoneInfo Find(string name) => TimeZones.Find(name) ?? throw FunctionErrors.InvalidArgument(
        function, $"there is no time zone '{name}'", "write a name of the IANA database as 'Europe/Berlin', or an offset as 'GMT+02:00'");
}
