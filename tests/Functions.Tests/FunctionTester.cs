using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.TestKit;

namespace StreamSql.Functions.Tests;

/// <summary>Calls functions of the catalog as the engine does: resolve, cast the arguments, evaluate a batch.</summary>
internal sealed class FunctionTester : IDisposable
{
    private readonly BatchArena _arena = new();

    public FunctionTester(string zone = "UTC")
    {
        Context = new EvaluationContext(_arena, TimeZoneInfo.FindSystemTimeZoneById(zone));
        Context.BeginMicroBatch(new Timestamp(1_700_000_000_123_456), seed: 42);
    }

    public EvaluationContext Context { get; }

    public void Dispose() => _arena.Dispose();

    public Vector Column(SqlType type, params object?[] values) => Columns.Column(_arena, type, values);

    public Vector Constant(SqlType type, object? value, int length = 1) => Columns.Constant(_arena, type, value, length);

    public object?[] Values(Vector vector) => Columns.Values(vector, _arena);

    /// <summary>The one value of a call on constants; a string argument that is a literal is known to resolution.</summary>
    public object? Call(string name, params (SqlType Type, object? Value)[] arguments) =>
        Values(Evaluate(Resolve(name, [.. arguments.Select(a => new ArgumentInfo(a.Type, ScalarTest.Literal(a.Value)))]), [.. arguments.Select(a => Constant(a.Type, a.Value))]))[0];

    public object?[] Call(string name, params Vector[] arguments) =>
        Values(Evaluate(Resolve(name, [.. arguments.Select(a => new ArgumentInfo(a.Type))]), arguments));

    public static ResolvedFunction Resolve(string name, params ArgumentInfo[] arguments)
    {
        var function = BuiltinFunctions.Instance.FindScalar(name);
        Assert.True(function is not null, $"no function {name}");
        var resolved = function.Resolve(arguments);
        Assert.True(resolved is not null, $"{name}({string.Join(", ", arguments.Select(a => a.Type))}) does not fit");
        return resolved;
    }

    public object? Cast(SqlType from, SqlType to, object? value, bool safe = false)
    {
        var cast = BuiltinFunctions.Instance.ResolveCast(from, to, safe);
        Assert.True(cast is not null, $"no cast from {from} to {to}");
        return Values(Evaluate(cast, Constant(from, value)))[0];
    }

    public Vector Evaluate(ResolvedFunction function, params Vector[] arguments)
    {
        var cast = new Vector[arguments.Length];
        for (var i = 0; i < cast.Length; i++)
        {
            var wanted = function.Arguments[i];
            cast[i] = wanted.SameAs(arguments[i].Type)
                ? arguments[i]
                : Run(BuiltinFunctions.Instance.ResolveCast(arguments[i].Type, wanted, safe: false)!, arguments[i]);
        }

        return Run(function, cast);
    }

    /// <summary>Holds the function to a reference on random columns with NULLs, with each combination of arguments constant.</summary>
    /// <param name="reference">Takes the plain values, none of them NULL.</param>
    public void AgreesWith(string name, SqlType[] types, Func<object[], object?> reference, int seeds = 6)
    {
        foreach (var call in RandomCalls(name, types, (type, values, _) => Column(type, values), seeds, mostRows: 150))
        {
            for (var row = 0; row < call.Actual.Length; row++)
            {
                var arguments = call.Arguments(row);
                var expected = arguments.Contains(null) ? null : reference(arguments!);
                Assert.True(
                    Equals(expected, call.Actual[row]),
                    $"{call.Name}: {name}({string.Join(", ", arguments.Select(a => a ?? "NULL"))}) is {call.Actual[row] ?? "NULL"}, not {expected ?? "NULL"}");
            }
        }
    }

    /// <summary>Calls a function on random columns, with each combination of arguments constant.</summary>
    /// <param name="column">Makes a column of values.</param>
    public IEnumerable<RandomCall> RandomCalls(
        string name, SqlType[] types, Func<SqlType, object?[], Random, Vector> column, int seeds, int mostRows)
    {
        var function = Resolve(name, [.. types.Select(t => new ArgumentInfo(t))]);
        for (var seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            var length = random.Next(1, mostRows);
            for (var constants = 0; constants < 1 << types.Length; constants++)
            {
                var columns = new Vector[types.Length];
                var values = new object?[types.Length][];
                for (var i = 0; i < types.Length; i++)
                {
                    var isConstant = (constants >> i & 1) != 0;
                    values[i] = RandomValues.Of(types[i], random, isConstant ? 1 : length);
                    columns[i] = isConstant ? Constant(types[i], values[i][0], length) : column(types[i], values[i], random);
                    if (isConstant)
                        values[i] = [.. Enumerable.Repeat(values[i][0], length)];
                }

                yield return new RandomCall($"seed {seed}, constants {constants:b}", values, Values(Evaluate(function, columns)));
            }
        }
    }

    private Vector Run(ResolvedFunction function, params Vector[] arguments)
    {
        var constant = arguments.All(a => a.IsConstant);
        var result = new Vector(function.Result);
        result.Reset(arguments.Length == 0 ? 1 : arguments[0].Length, constant);
        function.CreateKernel().Evaluate(arguments, result, Context);
        return result;
    }
}

/// <summary>A function called on columns.</summary>
/// <param name="Name">Says which call it is.</param>
/// <param name="Values">The columns.</param>
/// <param name="Actual">What the function gave, per row.</param>
internal sealed record RandomCall(string Name, object?[][] Values, object?[] Actual)
{
    public object?[] Arguments(int row) => [.. Values.Select(v => v[row])];
}
