"""What the regulation says of institutions, and how a register is read: pure, no row, no clock."""
