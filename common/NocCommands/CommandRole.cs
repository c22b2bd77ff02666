namespace EdgeNoc.Common.NocCommands;

/// <summary>Who asks for a command; each may do what the ones before it may.</summary>
public enum CommandRole
{
    /// <summary>Looks; has nothing done.</summary>
    Viewer,

    /// <summary>Works in the field: asks devices, leaves them alone for a while.</summary>
    Technician,

    /// <summary>Runs the network from the office.</summary>
    Noc,
    Admin,
}
