namespace EdgeNoc.Dashboards.Model;

/// <summary>A drop-down above a dashboard.</summary>
/// <param name="Name">As <c>$name</c> in queries.</param>
/// <param name="Label">As people see it.</param>
internal abstract record Variable(string Name, string Label)
{
    /// <summary>The values come from the database; those chosen before it narrow them.</summary>
    internal sealed record FromQuery(string Name, string Label, string Query) : Variable(Name, Label);

    /// <summary>One of a few; the first is the default.</summary>
    internal sealed record Choice(string Name, string Label, IReadOnlyList<(string Text, string Value)> Values) : Variable(Name, Label);

    /// <summary>Whatever is typed.</summary>
    /// <param name="Default">May be empty.</param>
    internal sealed record Entry(string Name, string Label, string Default) : Variable(Name, Label);
}
