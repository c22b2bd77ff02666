namespace EdgeNoc.Collector.Store;

/// <summary>The step that brought people who take over a shift of a rotation.</summary>
internal static class TurnSchema
{
    public const string Step = "ALTER TABLE rotations ADD COLUMN overrides_json TEXT;      -- who takes over when; NULL: nobody";
}
