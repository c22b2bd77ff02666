using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;

namespace EdgeNoc.Agent.Detection;

/// <summary>The ONUs of a poll with the entity of each; one that the OLT lists twice counts once.</summary>
internal sealed class OnuList
{
    private readonly HashSet<EntityId> _keys;

    /// <param name="device">The OLT.</param>
    /// <param name="onus">As the poll gave them.</param>
    public OnuList(string device, IReadOnlyList<OnuRecord> onus)
    {
        _keys = new HashSet<EntityId>(onus.Count);
        var rows = new List<(EntityId, OnuRecord)>(onus.Count);
        foreach (var onu in onus)
        {
            var key = new EntityId(device, onu.Entity);
            if (_keys.Add(key)) rows.Add((key, onu));
        }

        Rows = rows;
    }

    public IReadOnlyList<(EntityId Key, OnuRecord Onu)> Rows { get; }

    public bool Has(EntityId key) => _keys.Contains(key);
}
