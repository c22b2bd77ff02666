namespace EdgeNoc.Agent.Detection;

/// <summary>The place of an ONU, from its entity <c>onu/0/3:17</c>.</summary>
internal readonly record struct Slot(string Pon, string Onu)
{
    private const string Prefix = "onu/";

    public static bool TryParse(string entity, out Slot slot)
    {
        slot = default;
        var colon = entity.LastIndexOf(':');
        if (!entity.StartsWith(Prefix, StringComparison.Ordinal) || colon < Prefix.Length) return false;
        slot = new Slot(entity[Prefix.Length..colon], entity[(colon + 1)..]);
        return true;
    }
}
