#define LEAVE_WITH(value) return value
