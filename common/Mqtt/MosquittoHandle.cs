using System.Runtime.InteropServices;

namespace EdgeNoc.Common.Mqtt;

/// <summary>One <c>struct mosquitto</c> and the object its callbacks find; freed when the last call in flight has returned.</summary>
internal sealed class MosquittoHandle : SafeHandle
{
    private GCHandle _owner;

    public MosquittoHandle(string clientId, object owner)
        : base(0, ownsHandle: true)
    {
        _owner = GCHandle.Alloc(owner);
        SetHandle(LibMosquitto.New(clientId, cleanSession: true, GCHandle.ToIntPtr(_owner)));
        if (IsInvalid)
        {
            _owner.Free();
            throw new InvalidOperationException($"libmosquitto refuses the client id \"{clientId}\": it must be UTF-8 text of at most 65,535 bytes");
        }
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibMosquitto.Destroy(handle);
        _owner.Free();
        return true;
    }
}
