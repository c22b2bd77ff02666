namespace EdgeNoc.Collector.Web.Forms;

/// <summary>
/// Brings together what two people made of one thing: what only the first one changed is taken from him; what the second one typed stays as he typed it, with what stands there now beside it. Pure.
/// </summary>
internal static class FormMerge
{
    /// <summary>The name under which a form sends what a field was when it was shown.</summary>
    public static string WasName(string key) => $"was.{key}";

    /// <param name="now">The fields as they are.</param>
    /// <param name="form">What was sent; null where it has nothing of that name.</param>
    public static IReadOnlyList<FormField> Of(IReadOnlyList<FormField> now, Func<string, string?> form) => [.. now.Select(field => Of(field, form(field.Key), form(WasName(field.Key))))];

    private static FormField Of(FormField now, string? typed, string? was)
    {
        if (typed is null || was is null || now.Type == "password") return now;
        var current = now.Value ?? "";
        if (Same(typed, was) || Same(typed, current)) return now with { Was = current };
        return now with { Value = typed, Was = current, Meanwhile = Same(was, current) ? null : current };
    }

    // A browser sends lines with both marks.
    private static bool Same(string one, string other) => Plain(one) == Plain(other);

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();
}
