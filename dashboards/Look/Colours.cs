using EdgeNoc.Common.Events;

namespace EdgeNoc.Dashboards.Look;

/// <summary>Every colour of the dashboards, by what it means. They are those of the signs in messages: red 🔴, orange 🟠, yellow 🟡, green 🟢.</summary>
internal static class Colours
{
    public const string Good = "green";
    public const string Mild = "yellow";
    public const string Medium = "orange";
    public const string Bad = "red";

    /// <summary>Nothing is known: never mistaken for good.</summary>
    public const string Unknown = "#808080";

    /// <summary>A fact that is neither good nor bad.</summary>
    public const string Plain = "blue";

    /// <summary>The customer's own power: nobody has to drive there, as 🔌 says in messages.</summary>
    public const string PowerOff = "purple";

    /// <summary>Text on the panel's own ground.</summary>
    public const string Text = "text";

    public static string Of(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => Bad,
        Severity.Medium => Medium,
        Severity.Low => Mild,
        _ => Plain,
    };
}
