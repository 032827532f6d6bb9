using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Json;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>Functions that read and make JSON, in the shapes that the parser gives them.</summary>
internal static class JsonFunctions
{
    private const string Family = "JSON";

    private static readonly SqlType Strings = new SqlType.Array(SqlType.String);
    private static readonly string[] Makers = ["JSON", "JSON_OBJECT", "JSON_ARRAY"];

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Test("IS JSON VALUE", JsonTest.Value),
        Test("IS JSON OBJECT", JsonTest.Object),
        Test("IS JSON ARRAY", JsonTest.Array),
        Test("IS JSON SCALAR", JsonTest.Scalar),
        new("JSON_EXISTS", "JSON_EXISTS(json, path [x ON ERROR])", "Returns whether a path leads to a value.", Exists) { Family = Family },
        new("JSON_VALUE", "JSON_VALUE(json, path [RETURNING type] [x ON EMPTY] [x ON ERROR])",
            "Returns the scalar that a path leads to, as STRING, BOOLEAN, INT or DOUBLE.", Value)
        {
            Family = Family,
        },
        new("JSON_QUERY", "JSON_QUERY(json, path [RETURNING type] [wrapper] [x ON EMPTY] [x ON ERROR])",
            "Returns the array or object that a path leads to, as JSON or as ARRAY<STRING>.", Query)
        {
            Family = Family,
        },
        new("JSON_STRING", "JSON_STRING(value)", "Returns a value as JSON.", arguments =>
            arguments is [{ Type: var type }] && JsonWriter.CanWrite(type)
                ? new ResolvedFunction(SqlType.String.WithNullable(type.Nullable), [type], () => new JsonStringKernel(type))
                : null)
        {
            Family = Family,
        },
        new("JSON_OBJECT", "JSON_OBJECT([KEY] key VALUE value, … [x ON NULL])", "Returns a JSON object of keys and values.", MakeObject) { Family = Family },
        new("JSON_ARRAY", "JSON_ARRAY(value, … [x ON NULL])", "Returns a JSON array of values.", MakeArray) { Family = Family },
        Operation("JSON", "Marks a text as JSON, so that JSON_OBJECT and JSON_ARRAY take it as it is.", () => new Lift<Canonical, Text, TextSink>(new())),
        Operation("JSON_QUOTE", "Returns a text as a JSON string, with quotes and escapes.", () => new Lift<Quote, Text, TextSink>(new())),
        Operation("JSON_UNQUOTE", "Returns what a JSON string says, and any other text as it is.", () => new Lift<Unquote, Text, TextSink>(new())),
    ];

    private static ScalarFunction Test(string name, JsonTest test) => new(
        name, $"string {name}", $"Returns whether a text is JSON{(test == JsonTest.Value ? "" : " of that kind")}.", Overload.Any(
            new Overload([Parameters.Text], new SqlType.Boolean(), () => new Lift<IsJson, Text, BitSink>(new(test)))))
    {
        Family = Family,
    };

    private static ScalarFunction Operation(string name, string doc, Func<ScalarKernel> kernel) =>
        new(name, $"{name}(string)", doc, Overload.Any(new Overload([Parameters.Text], SqlType.String, kernel))) { Family = Family };

    private static ResolvedFunction? Exists(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 3 || JsonAndPath(arguments, "JSON_EXISTS") is not var (json, path) || arguments[2].Literal is not string behavior)
            return null;
        bool? onError = behavior switch { "TRUE" => true, "FALSE" => false, _ => null };
        var isUnknown = behavior == "UNKNOWN";
        return new ResolvedFunction(
            new SqlType.Boolean { Nullable = json.Nullable || path.Nullable || isUnknown },
            [json, path, arguments[2].Type],
            () => new JsonExistsKernel(onError, isUnknown));
    }

    private static ResolvedFunction? Value(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 7 || JsonAndPath(arguments, "JSON_VALUE") is not var (json, path)
            || Behavior(arguments[3]) is not { } onEmpty || Behavior(arguments[5]) is not { } onError)
        {
            return null;
        }

        var type = arguments[2].Type.AsNullable();
        Func<ScalarKernel>? kernel = type switch
        {
            SqlType.Char or SqlType.VarChar => () => new JsonValueKernel<JsonAsText, TextSink>(onEmpty, onError),
            SqlType.Boolean => () => new JsonValueKernel<JsonAsBoolean, BitSink>(onEmpty, onError),
            SqlType.Integer => () => new JsonValueKernel<JsonAsNumber<int>, FixedSink<int>>(onEmpty, onError),
            SqlType.Double => () => new JsonValueKernel<JsonAsNumber<double>, FixedSink<double>>(onEmpty, onError),
            _ => null,
        };
        if (kernel is null)
            return null;
        return new ResolvedFunction(
            type,
            [json, path, arguments[2].Type, arguments[3].Type, Default(arguments[4].Type, type), arguments[5].Type, Default(arguments[6].Type, type)],
            kernel);
    }

    // A truth value becomes the text that JSON has for it, not that of CAST.
    private static SqlType Default(SqlType given, SqlType type) =>
        given is SqlType.Null || (given is SqlType.Boolean && type.IsCharacter()) ? given : type.WithNullable(given.Nullable);

    private static ResolvedFunction? Query(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count != 6 || JsonAndPath(arguments, "JSON_QUERY") is not var (json, path)
            || Behavior(arguments[4]) is not { } onEmpty || Behavior(arguments[5]) is not { } onError)
        {
            return null;
        }

        var type = arguments[2].Type.AsNullable();
        if (!type.IsCharacter() && !type.SameAs(Strings))
            return null;
        if (type is SqlType.Array && (onEmpty == JsonBehavior.EmptyObject || onError == JsonBehavior.EmptyObject))
            throw FunctionErrors.InvalidArgument("JSON_QUERY", "an ARRAY cannot be an empty object", "write EMPTY ARRAY");
        var wrapper = arguments[3].Literal switch
        {
            "CONDITIONAL" => JsonWrapper.Conditional,
            "UNCONDITIONAL" => JsonWrapper.Unconditional,
            _ => JsonWrapper.Without,
        };
        return new ResolvedFunction(
            type, [json, path, .. arguments.Skip(2).Select(a => a.Type)], () => new JsonQueryKernel(type, wrapper, onEmpty, onError));
    }

    private static ResolvedFunction? MakeObject(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count % 2 != 1 || arguments[0].Literal is not string onNull)
            return null;
        var types = arguments.Select((a, i) => i % 2 == 1 ? Parameters.Text(a) : JsonWriter.CanWrite(a.Type) ? a.Type : null).ToArray();
        if (types.Contains(null))
            return null;
        return new ResolvedFunction(SqlType.String.NotNull(), new EquatableList<SqlType>(types!), () => new JsonObjectKernel(
            [.. arguments.Skip(2).Where((_, i) => i % 2 == 0).Select(Item)], first: 1, keepsNulls: onNull == "NULL"));
    }

    private static ResolvedFunction? MakeArray(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (arguments.Count == 0 || arguments[0].Literal is not string onNull || !arguments.All(a => JsonWriter.CanWrite(a.Type)))
            return null;
        return new ResolvedFunction(SqlType.String.NotNull(), [.. arguments.Select(a => a.Type)], () => new JsonArrayKernel(
            [.. arguments.Skip(1).Select(Item)], first: 1, keepsNulls: onNull == "NULL"));
    }

    /// <summary>How an argument goes into JSON.</summary>
    internal static JsonItem Item(ArgumentInfo argument) => new(argument.Type, argument.Function is { } name && Makers.Contains(name));

    // A constant path that is wrong is told when the statement is planned.
    private static (SqlType Json, SqlType Path)? JsonAndPath(IReadOnlyList<ArgumentInfo> arguments, string function)
    {
        if (Parameters.Text(arguments[0]) is not { } json || Parameters.Text(arguments[1]) is not { } path)
            return null;
        if (arguments[1].Literal is string text)
            JsonPathParser.Parse(text, function);
        return (json, path);
    }

    private static JsonBehavior? Behavior(ArgumentInfo argument) => argument.Literal switch
    {
        "NULL" => JsonBehavior.Null,
        "ERROR" => JsonBehavior.Error,
        "DEFAULT" => JsonBehavior.Default,
        "EMPTY ARRAY" => JsonBehavior.EmptyArray,
        "EMPTY OBJECT" => JsonBehavior.EmptyObject,
        _ => null,
    };
}
