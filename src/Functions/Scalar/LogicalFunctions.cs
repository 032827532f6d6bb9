using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>The logical operators of one operand; AND and OR decide which rows are evaluated and so belong to the engine.</summary>
internal static class LogicalFunctions
{
    public const string Family = "Logical";

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new("NOT", "NOT boolean", "Returns TRUE for FALSE and FALSE for TRUE.", Overload.Any(
            new Overload([Parameters.Boolean], new SqlType.Boolean(), () => new Not())))
        {
            Family = Family,
        },
        Test("IS TRUE", "Returns whether the value is TRUE, and not NULL.", () => new IsTruth(truth: true, negated: false)),
        Test("IS NOT TRUE", "Returns whether the value is FALSE or NULL.", () => new IsTruth(truth: true, negated: true)),
        Test("IS FALSE", "Returns whether the value is FALSE, and not NULL.", () => new IsTruth(truth: false, negated: false)),
        Test("IS NOT FALSE", "Returns whether the value is TRUE or NULL.", () => new IsTruth(truth: false, negated: true)),
        Test("IS UNKNOWN", "Returns whether the value is NULL.", () => new IsNull(negated: false)),
        Test("IS NOT UNKNOWN", "Returns whether the value is TRUE or FALSE.", () => new IsNull(negated: true)),
    ];

    private static ScalarFunction Test(string name, string doc, Func<ScalarKernel> kernel) =>
        new(name, $"boolean {name}", doc, Overload.Any(
            new Overload([Parameters.Boolean], new SqlType.Boolean(), kernel) { Nullness = Nullness.Never }))
        {
            Family = Family,
        };
}
