using System.Collections;
using System.Text;
using StreamSql.Core.Data.Building;

namespace StreamSql.Connectors.Formats.Json.Reading;

/// <summary>Reads objects into the columns of their fields; of fields that occur twice the last counts.</summary>
internal sealed class ObjectReader
{
    private const int SkippedField = -1;
    private const int ClosingBrace = -2;

    private readonly ValueReader[] _fields;
    private readonly string[] _names;
    private readonly FieldIndex _index;
    private readonly JsonOptions _options;
    private readonly Template _template = new();
    private readonly BitArray _seen;
    private readonly List<int> _missing = [];
    private bool _repeated;

    /// <param name="names">One per field.</param>
    /// <param name="fields">Have read the same number of values whenever an object begins.</param>
    public ObjectReader(IReadOnlyList<string> names, IReadOnlyList<ValueReader> fields, JsonOptions options)
    {
        (_names, _fields, _options) = ([.. names], [.. fields], options);
        _index = new FieldIndex([.. names.Select(Encoding.UTF8.GetBytes)]);
        _seen = new BitArray(_fields.Length);
    }

    /// <summary>Reads the object at the cursor and appends one value per field.</summary>
    /// <param name="length">How many values every field has had before.</param>
    public bool Read(ref JsonCursor cursor, int length)
    {
        if (++cursor.Depth > JsonCursor.MaxDepth)
            return cursor.Failure.Syntax(cursor.Position, $"at most {JsonCursor.MaxDepth} levels");
        if (!(_template.IsComplete ? ReadLikeLast(ref cursor, length) : ReadAny(ref cursor, length, 0)))
            return false;
        cursor.Depth--;
        return true;
    }

    private bool ReadLikeLast(ref JsonCursor cursor, int length)
    {
        var steps = _template.Steps;
        var ignoreErrors = _options.IgnoreParseErrors;
        for (var i = 0; i < steps.Length; i++)
        {
            ref readonly var step = ref steps[i];
            if (!_template.TryTake(in step, ref cursor))
                return ReadAny(ref cursor, length, i);
            // There may be more blanks than there were last time.
            if (cursor.Current <= ' ')
                cursor.SkipWhitespace();
            if (step.Field >= 0)
            {
                if (!_fields[step.Field].Read(ref cursor, length, ignoreErrors))
                    return cursor.Failure.In(_names[step.Field]);
            }
            else if (step.Field == SkippedField && !cursor.SkipValue())
            {
                return false;
            }
        }

        return ReadMissing(ref cursor);
    }

    /// <summary>Reads any object, or the rest of one, and learns how it is written.</summary>
    /// <param name="done">Steps of the template that were taken.</param>
    private bool ReadAny(ref JsonCursor cursor, int length, int done)
    {
        _seen.SetAll(false);
        _repeated = false;
        foreach (ref readonly var step in _template.Steps[..done])
        {
            if (step.Field >= 0)
                _seen[step.Field] = true;
        }

        _template.Restart(done);
        var before = cursor.Position;
        if (done == 0)
        {
            cursor.SkipWhitespace();
            if (!cursor.TryTake((byte)'{'))
                return cursor.Failure.Syntax(cursor.Position, "'{'");
        }

        if (!ReadFields(ref cursor, length, before, first: done == 0))
            return false;
        _missing.Clear();
        for (var field = 0; field < _fields.Length; field++)
        {
            if (!_seen[field])
                _missing.Add(field);
        }

        if (!_repeated)
            _template.Complete();
        return ReadMissing(ref cursor);
    }

    private bool ReadFields(ref JsonCursor cursor, int length, int before, bool first)
    {
        while (true)
        {
            cursor.SkipWhitespace();
            if ((first || cursor.Current != ',') && cursor.TryTake((byte)'}'))
                break;
            if (!first && !cursor.TryTake((byte)','))
                return cursor.Failure.Syntax(cursor.Position, "',' or '}'");
            first = false;
            cursor.SkipWhitespace();
            if (!TakeName(ref cursor, out var field))
                return false;
            _template.Add(cursor.Text[before..cursor.Position], field);
            if (field < 0 ? !cursor.SkipValue() : !ReadField(ref cursor, field, length))
                return false;
            before = cursor.Position;
        }

        _template.Add(cursor.Text[before..cursor.Position], ClosingBrace);
        return true;
    }

    private bool ReadField(ref JsonCursor cursor, int field, int length)
    {
        if (_seen[field])
        {
            _repeated = true;
            _fields[field].Truncate(length);
        }

        _seen[field] = true;
        return _fields[field].Read(ref cursor, length, _options.IgnoreParseErrors) || cursor.Failure.In(_names[field]);
    }

    private bool TakeName(ref JsonCursor cursor, out int field)
    {
        field = SkippedField;
        if (!cursor.TakeText(out var name))
            return false;
        field = _index.Find(name);
        if (!cursor.Take((byte)':', "':'"))
            return false;
        cursor.SkipWhitespace();
        return true;
    }

    private bool ReadMissing(ref JsonCursor cursor)
    {
        foreach (var field in _missing)
        {
            if (!_fields[field].ReadMissing(ref cursor, allowed: !_options.FailOnMissingField))
                return cursor.Failure.In(_names[field]);
        }

        return true;
    }
}
